// Filters, and the list of thumbnails: of thousands, only those in sight are in the document.
'use strict';

const $ = id => document.getElementById(id);

/** An element with properties and children; texts are only ever texts, whatever a data set's names hold. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The address of a file: names may hold #, ? and %. */
const address = path => path.split('/').map(encodeURIComponent).join('/');

/** Where image n has its files of a folder: a thousand in each. */
const numbered = (folder, n, ending) => `${folder}/${String(Math.floor(n / 1000)).padStart(3, '0')}/${String(n).padStart(6, '0')}.${ending}`;

const Facets = [
  { key: 'split', title: 'Split' },
  { key: 'condition', title: 'Condition' },
  { key: 'vendor', title: 'Vendor' },
  { key: 'stages', title: 'Stages', all: true },
];
const None = '(none)';
const Gap = 12, LeastWidth = 210, LabelHeight = 44, RowsBeyond = 2;

let entries = [], shown = [], current = 0;
let columns = 1, width = LeastWidth, height = 0;
const cells = new Map();

/** Called by entries.js. */
function gallery(data) {
  entries = data.entries;
  document.title = data.title;
  $('title').textContent = data.title;
  for (const facet of Facets)
    addFacet(facet);
  $('filters').append(make('button', { id: 'reset', type: 'reset', textContent: 'Clear filters' }));
  applyFilters();
  showByHash();
}

/** What an image has of a facet, each value once: a recipe may have two stages of a kind. */
const valuesOf = (entry, facet) => facet.all ? [...new Set(entry[facet.key])] : [entry[facet.key] ?? None];

function addFacet(facet) {
  facet.chosen = new Set();
  facet.counts = new Map();
  const values = [...new Set(entries.flatMap(e => valuesOf(e, facet)))].sort((a, b) => (a === None) - (b === None) || (a < b ? -1 : 1));
  // One value is nothing to choose from.
  if (values.length < 2)
    return;
  const rows = values.map(value => {
    const box = make('input', { type: 'checkbox', name: facet.key, value });
    box.addEventListener('change', () => {
      box.checked ? facet.chosen.add(value) : facet.chosen.delete(value);
      applyFilters();
    });
    const count = make('span', { className: 'number' });
    facet.counts.set(value, count);
    return make('label', {}, box, make('span', { textContent: value }), count);
  });
  $('filters').append(make('fieldset', {}, make('legend', { textContent: facet.all ? `${facet.title} (all of)` : facet.title }), ...rows));
}

/** Which images fit; and, for every value, how many there would be with it. */
function applyFilters() {
  const words = $('search').value.toLowerCase().split(/\s+/).filter(w => w);
  const counts = new Map(Facets.map(f => [f, new Map()]));
  const kept = shown[current];
  shown = entries.filter(entry => {
    const text = `${entry.id} ${entry.record}`.toLowerCase();
    if (!words.every(w => text.includes(w)))
      return false;
    const failed = Facets.filter(f => f.chosen.size > 0 && !fits(entry, f));
    for (const facet of failed.length === 0 ? Facets : failed.length === 1 && !failed[0].all ? failed : []) {
      for (const value of valuesOf(entry, facet))
        counts.get(facet).set(value, (counts.get(facet).get(value) ?? 0) + 1);
    }
    return failed.length === 0;
  });
  for (const facet of Facets) {
    for (const [value, element] of facet.counts) {
      const number = counts.get(facet).get(value) ?? 0;
      element.textContent = number.toLocaleString('en');
      element.parentElement.classList.toggle('empty', number === 0);
    }
  }
  $('count').textContent = shown.length === entries.length ? `${shown.length.toLocaleString('en')} images` : `${shown.length.toLocaleString('en')} of ${entries.length.toLocaleString('en')} images`;
  $('none').hidden = shown.length > 0;
  current = Math.max(0, shown.indexOf(kept));
  $('scroller').scrollTop = 0;
  clearCells();
  arrange();
}

function fits(entry, facet) {
  const values = valuesOf(entry, facet);
  return facet.all ? [...facet.chosen].every(v => values.includes(v)) : facet.chosen.has(values[0]);
}

/** How many thumbnails fit into a row. */
function arrange() {
  const room = $('list').clientWidth;
  columns = Math.max(1, Math.floor((room + Gap) / (LeastWidth + Gap)));
  width = (room - (columns - 1) * Gap) / columns;
  height = Math.round(width * 0.75) + LabelHeight;
  $('list').style.height = `${Math.max(0, Math.ceil(shown.length / columns) * (height + Gap) - Gap)}px`;
  for (const [i, cell] of cells)
    place(cell, i);
  draw();
}

/** Makes the thumbnails that are in sight, and takes the others away. */
function draw() {
  const scroller = $('scroller'), row = height + Gap;
  const first = Math.max(0, (Math.floor((scroller.scrollTop - $('list').offsetTop) / row) - RowsBeyond) * columns);
  const last = Math.min(shown.length, (Math.ceil((scroller.scrollTop + scroller.clientHeight) / row) + RowsBeyond) * columns);
  for (const [i, cell] of cells) {
    // What has the focus stays, so that the keyboard does not lose its place.
    if ((i < first || i >= last) && i !== current) {
      cell.remove();
      cells.delete(i);
    }
  }
  for (let i = first; i < last; i++)
    ensureCell(i);
}

function ensureCell(i) {
  if (cells.has(i))
    return cells.get(i);
  const entry = shown[i];
  const notes = [entry.condition, entry.vendor, entry.split].filter(v => v).join(' · ');
  const link = make('a', { href: `#image=${entry.n}`, tabIndex: i === current ? 0 : -1, title: `${entry.id}\n${entry.record}\n${entry.stages.join(', ')}` },
    picture(entry), make('span', { className: 'id', textContent: entry.id }), make('span', { className: 'notes', textContent: notes || entry.record }));
  const cell = make('div', { className: 'cell' }, link);
  cell.setAttribute('role', 'listitem');
  cell.setAttribute('aria-posinset', i + 1);
  cell.setAttribute('aria-setsize', shown.length);
  place(cell, i);
  cells.set(i, cell);
  $('list').append(cell);
  return cell;
}

/** What there is to see of an image in little room: PDF, nothing; SVG, itself. */
function picture(entry) {
  const alt = `${entry.record}, ${entry.id}`;
  if (entry.thumbnail)
    return make('img', { src: numbered('thumbs', entry.n, 'webp'), alt, decoding: 'async' });
  const path = entry.files.image;
  return /\.svg$/i.test(path) ? make('img', { src: address(path), alt, decoding: 'async' }) : make('span', { className: 'noimage', textContent: path.split('.').pop().toUpperCase() });
}

function place(cell, i) {
  cell.style.width = `${width}px`;
  cell.style.height = `${height}px`;
  cell.style.left = `${i % columns * (width + Gap)}px`;
  cell.style.top = `${Math.floor(i / columns) * (height + Gap)}px`;
}

function clearCells() {
  cells.forEach(c => c.remove());
  cells.clear();
}

/** Moves the keyboard's place in the list. */
function moveTo(i) {
  if (shown.length === 0)
    return;
  const before = cells.get(current);
  current = Math.min(shown.length - 1, Math.max(0, i));
  if (before)
    before.firstChild.tabIndex = -1;
  const scroller = $('scroller'), top = Math.floor(current / columns) * (height + Gap) + $('list').offsetTop;
  if (top < scroller.scrollTop)
    scroller.scrollTop = top - Gap;
  else if (top + height > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + height + Gap - scroller.clientHeight;
  draw();
  const link = ensureCell(current).firstChild;
  link.tabIndex = 0;
  link.focus({ preventScroll: true });
}

$('list').addEventListener('keydown', event => {
  const page = columns * Math.max(1, Math.floor($('scroller').clientHeight / (height + Gap)));
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, PageUp: -page, PageDown: page, Home: -shown.length, End: shown.length };
  if (event.key in steps && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    moveTo(current + steps[event.key]);
  }
});
$('filters').addEventListener('reset', () => {
  Facets.forEach(f => f.chosen.clear());
  $('search').value = '';
  applyFilters();
});
$('search').addEventListener('input', applyFilters);
$('scroller').addEventListener('scroll', draw, { passive: true });
new ResizeObserver(arrange).observe($('list'));
