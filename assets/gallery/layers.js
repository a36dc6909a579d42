// Truth as layers over the image: SVG in the image's own pixels.
'use strict';

const Layers = [
  { key: 'boxes', title: 'Lead boxes', of: t => t.leads?.length },
  { key: 'samples', title: 'Sample points', of: t => t.leads?.length },
  { key: 'mask', title: 'Mask', file: 'mask' },
  { key: 'texts', title: 'Text', of: t => t.texts?.length },
  { key: 'handwriting', title: 'Handwriting', of: t => t.handwriting?.length },
  { key: 'marks', title: 'Pulses and marks', of: t => t.pulses?.length || t.marks?.length || t.separators?.length },
  { key: 'grid', title: 'Grid nodes', of: t => t.grid?.length },
  { key: 'clean', title: 'Clean twin', file: 'clean' },
];

const known = p => p[0] !== null && p[1] !== null;

/** What shows one lead: hues are a golden angle apart. */
const ofLead = (lead, i, name) => ({ class: name, style: `--ink: hsl(${(i * 137.508) % 360} 85% 42%)`, 'data-lead': lead.id });

function shape(tag, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const polygon = (points, attributes) => shape('polygon', { points: points.map(p => p.join(',')).join(' '), ...attributes });

/** A line through points; missing ones leave a gap. */
function line(points, attributes) {
  let path = '', pen = false;
  for (const p of points) {
    if (known(p))
      path += `${pen ? 'L' : 'M'}${p[0]} ${p[1]}`;
    pen = known(p);
  }
  return shape('path', { d: path, ...attributes });
}

/** A dot of one size on the screen, however large the image is shown, at each point. */
const dots = (points, attributes) => shape('path', { d: points.filter(known).map(p => `M${p[0]} ${p[1]}h0`).join(''), ...attributes });

/** A label above a quad's first corner, of one size on the screen. */
const label = (text, quad, attributes) => shape('text', { x: quad[0][0], y: quad[0][1], dy: '-0.3em', ...attributes }, text);

const Draw = {
  boxes: truth => truth.leads.flatMap((lead, i) => [
    line(lead.baseline, ofLead(lead, i, 'baseline')),
    ...lead.box ? [
      shape('rect', { x: lead.box[0], y: lead.box[1], width: lead.box[2], height: lead.box[3], ...ofLead(lead, i, 'box') }),
      polygon(lead.quad, ofLead(lead, i, 'quad')),
      label(lead.id, lead.quad, ofLead(lead, i, 'lead')),
    ] : [],
  ]),
  samples: truth => truth.leads.flatMap((lead, i) => [
    line(lead.points, ofLead(lead, i, 'trace')),
    dots(lead.points, ofLead(lead, i, 'dot')),
    ...lead.flags.filter(f => f.kind !== 'overlapped').map(f => dots(lead.points.slice(f.start, f.end), { class: `dot flag ${f.kind}` })),
  ]),
  texts: truth => truth.texts.flatMap(text => [
    ...text.words.map(word => polygon(word.quad, { class: 'word' })),
    polygon(text.quad, { class: 'text', 'data-text': text.text }),
    label(text.text, text.quad, { class: 'said' }),
  ]),
  handwriting: truth => truth.handwriting.flatMap(word => [
    polygon(word.quad, { class: 'hand', 'data-text': word.text }),
    line(word.baseline, { class: 'hand' }),
    label(word.text, word.quad, { class: 'written' }),
  ]),
  marks: truth => [
    ...(truth.pulses ?? []).map(pulse => line(pulse.points, { class: 'pulse' })),
    ...(truth.separators ?? []).map(separator => polygon(separator.quad, { class: 'separator' })),
    ...(truth.marks ?? []).flatMap(mark => [polygon(mark.quad, { class: 'mark' }), label(mark.text ?? mark.kind, mark.quad, { class: 'kind' })]),
  ],
  grid: truth => [dots(truth.grid.flat(), { class: 'node' })],
};

/** All of an image's truth that is wanted, as one SVG as large as the image. */
function overlay(truth, wanted) {
  const { width, height } = truth.image;
  const groups = Layers.filter(l => wanted.has(l.key) && l.of?.(truth)).map(l => shape('g', { class: l.key }, ...Draw[l.key](truth)));
  return shape('svg', { viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' }, ...groups);
}
