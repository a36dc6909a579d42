// What is known of an image, in words: itself, its record, its recipe, its files.
'use strict';

/** A value of the recipe as one reads it. */
function written(value) {
  if (Array.isArray(value))
    return value.every(v => typeof v !== 'object') ? value.join(', ') : value.map(v => JSON.stringify(v)).join('\n');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** A list of terms and values; what is not known has no line. */
function table(values) {
  const list = make('dl', {});
  for (const [term, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '')
      list.append(make('dt', { textContent: term }), make('dd', { textContent: written(value) }));
  }
  return list;
}

const section = (title, ...children) => make('section', {}, make('h3', { textContent: title }), ...children);

function stageOf({ kind, ...rest }, open) {
  return make('details', { open }, make('summary', { textContent: kind }), table(rest));
}

/** The panel beside an image; its truth is null where none can be read. */
function facts(entry, truth) {
  const parts = [section('Image', table({
    image: entry.id, split: entry.split, condition: entry.condition, vendor: entry.vendor, layout: entry.layout,
    size: `${entry.width} × ${entry.height} px`, dpi: truth?.image.dpi,
  }))];
  if (truth) {
    const { record, recipe } = truth, { version, build, record: source, recordSha256, stages, signal, ...seeds } = recipe;
    parts.push(
      section('Record', table({
        name: record.name, leads: record.leads, rate: `${record.samplingRate} Hz`, samples: record.sampleCount, age: record.age, sex: record.sex,
        comments: record.comments?.join('; '), source: source.kind, sha256: recordSha256,
      })),
      section('Recipe', table({ ...seeds, build: build && `${build.version}, ${build.platform}, ${build.instructionSet}` }),
        ...(signal ?? []).map(s => stageOf(s, false)), ...stages.map((s, i) => stageOf(s, i > 0 && stages.length < 6))));
  } else {
    parts.push(section('Record', table({ name: entry.record })), section('Recipe', table({ stages: entry.stages })));
  }
  const links = Object.entries(entry.files).map(([kind, path]) => make('li', {}, make('a', { href: address(path), target: '_blank', textContent: path.split('/').pop() }), ` ${kind}`));
  parts.push(section('Files', make('ul', {}, ...links)));
  return parts;
}
