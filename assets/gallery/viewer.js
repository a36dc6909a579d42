// One image at a time: its size on the screen, its layers, its truth, which comes when it is asked for.
'use strict';

const Kept = 8, LargestScale = 16, ZoomStep = 1.25;

const wanted = new Set();
const truths = new Map();
let entry = null, truth = null, fitting = true, scale = 1;

/** A script of the page hands over an image's truth: gzip, in Base64. */
const waiting = new Map();
const ecgTruth = (n, packed) => waiting.get(n)?.(packed);

function loadTruth(n) {
  if (!truths.has(n)) {
    truths.set(n, new Promise((resolve, reject) => {
      const script = make('script', { src: numbered('truth', n, 'js') });
      waiting.set(n, packed => unpack(packed).then(resolve, reject));
      script.onerror = () => reject(new Error('its file is missing'));
      script.onload = () => script.remove();
      document.head.append(script);
    }));
    if (truths.size > Kept)
      truths.delete(truths.keys().next().value);
  }
  return truths.get(n);
}

async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).json();
}

/** #image=12&layers=boxes.grid shows image 12 with two layers. */
function showByHash() {
  const state = new URLSearchParams(location.hash.slice(1));
  const asked = state.get('image') === null ? null : entries.find(e => e.n === Number(state.get('image')));
  if (state.has('layers')) {
    wanted.clear();
    state.get('layers').split('.').filter(k => Layers.some(l => l.key === k)).forEach(k => wanted.add(k));
  }
  if (asked)
    show(asked);
  else if ($('viewer').open)
    $('viewer').close();
}

function goTo(target) {
  const state = [`image=${target.n}`, ...wanted.size > 0 ? [`layers=${[...wanted].join('.')}`] : []];
  location.replace(`#${state.join('&')}`);
}

async function show(asked) {
  const isNew = asked !== entry;
  entry = asked;
  if (isNew) {
    truth = null;
    fitting = true;
    $('problem').hidden = true;
    $('name').textContent = entry.id;
    const i = shown.indexOf(entry);
    $('place').textContent = i < 0 ? '' : `${(i + 1).toLocaleString('en')} of ${shown.length.toLocaleString('en')}`;
    $('previous').disabled = i <= 0;
    $('next').disabled = i < 0 || i === shown.length - 1;
    setPicture($('picture'), /\.pdf$/i.test(entry.files.image) ? null : entry.files.view ?? entry.files.image);
    $('picture').alt = `${entry.record}, ${entry.id}`;
    $('facts').replaceChildren(...facts(entry, null));
  }
  if (!$('viewer').open)
    $('viewer').showModal();
  drawLayers();
  fitIfWanted();
  if (isNew && entry.truth) {
    try {
      const loaded = await loadTruth(asked.n);
      if (asked !== entry)
        return;
      truth = loaded;
      $('facts').replaceChildren(...facts(entry, truth));
      drawLayers();
    } catch (error) {
      if (asked === entry)
        problem(`Its truth can't be read: ${error.message}.`);
    }
  }
}

function setPicture(image, path) {
  image.hidden = !path;
  path ? image.src = address(path) : image.removeAttribute('src');
}

function problem(text) {
  $('problem').textContent = text;
  $('problem').hidden = false;
}

const isThere = layer => layer.file ? layer.file in entry.files : Boolean(truth && layer.of(truth));

function drawLayers() {
  for (const layer of Layers) {
    const box = $(`layer-${layer.key}`);
    box.checked = wanted.has(layer.key);
    box.disabled = !isThere(layer);
    if (layer.file)
      setPicture($(layer.file), wanted.has(layer.key) && isThere(layer) ? entry.files[layer.file] : null);
  }
  $('sheet').querySelector('svg')?.remove();
  if (truth)
    $('sheet').append(overlay(truth, wanted));
}

function toggle(layer) {
  wanted.has(layer.key) ? wanted.delete(layer.key) : wanted.add(layer.key);
  goTo(entry);
}

/** Shows the image at a scale; the place under (x, y) of the stage stays there. */
function zoom(to, x = $('stage').clientWidth / 2, y = $('stage').clientHeight / 2) {
  const stage = $('stage'), sheet = $('sheet');
  const left = (stage.scrollLeft + x - sheet.offsetLeft) / scale, top = (stage.scrollTop + y - sheet.offsetTop) / scale;
  scale = Math.min(LargestScale, Math.max(0.02, to));
  sheet.style.width = `${entry.width * scale}px`;
  sheet.style.height = `${entry.height * scale}px`;
  sheet.style.setProperty('--scale', scale);
  sheet.classList.toggle('large', scale >= 3);
  stage.scrollLeft = left * scale - x + sheet.offsetLeft;
  stage.scrollTop = top * scale - y + sheet.offsetTop;
  $('scale').textContent = `${Math.round(scale * 100)} %`;
}

function zoomBy(factor, x, y) {
  fitting = false;
  zoom(scale * factor, x, y);
}

function fitIfWanted() {
  if (entry && fitting && $('stage').clientWidth > 0)
    zoom(Math.min($('stage').clientWidth / entry.width, $('stage').clientHeight / entry.height));
}

function fit() {
  fitting = true;
  fitIfWanted();
}

function step(by) {
  const next = shown[shown.indexOf(entry) + by];
  if (next && shown.includes(entry))
    goTo(next);
}

function closed() {
  const left = entry;
  entry = truth = null;
  setPicture($('picture'), null);
  if (location.hash)
    history.replaceState(null, '', location.pathname + location.search);
  if (shown.includes(left))
    moveTo(shown.indexOf(left));
}

for (const [i, layer] of Layers.entries()) {
  const box = make('input', { type: 'checkbox', id: `layer-${layer.key}` });
  box.addEventListener('change', () => toggle(layer));
  $('layers').append(make('label', { title: `Key ${i + 1}` }, box, make('span', { textContent: layer.title }), make('kbd', { textContent: i + 1 })));
}

$('viewer').addEventListener('close', closed);
$('viewer').addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey)
    return;
  const layer = Layers[Number(event.key) - 1];
  const actions = { ArrowLeft: () => step(-1), ArrowRight: () => step(1), '+': () => zoomBy(ZoomStep), '=': () => zoomBy(ZoomStep), '-': () => zoomBy(1 / ZoomStep), 0: fit };
  const action = actions[event.key] ?? (layer && isThere(layer) ? () => toggle(layer) : null);
  if (action) {
    event.preventDefault();
    action();
  }
});
$('previous').onclick = () => step(-1);
$('next').onclick = () => step(1);
$('in').onclick = () => zoomBy(ZoomStep);
$('out').onclick = () => zoomBy(1 / ZoomStep);
$('fit').onclick = fit;
$('close').onclick = () => $('viewer').close();
$('picture').onerror = () => problem("The image can't be shown.");
$('stage').addEventListener('wheel', event => {
  event.preventDefault();
  const frame = $('stage').getBoundingClientRect();
  zoomBy(Math.exp(-event.deltaY / 500), event.clientX - frame.left, event.clientY - frame.top);
}, { passive: false });
$('stage').addEventListener('pointerdown', event => {
  if (event.button === 0 && event.pointerType === 'mouse')
    $('stage').setPointerCapture(event.pointerId);
});
$('stage').addEventListener('pointermove', event => {
  if ($('stage').hasPointerCapture(event.pointerId)) {
    $('stage').scrollLeft -= event.movementX;
    $('stage').scrollTop -= event.movementY;
  }
});
window.addEventListener('hashchange', showByHash);
new ResizeObserver(fitIfWanted).observe($('stage'));
