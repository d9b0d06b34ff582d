// Published cases on a map. The server counts them by cells of a grid; here they are only drawn. The list beside the
// map tells the same and follows what is in view.
import L from "leaflet";
import { boundsOf, startMap } from "./map-ground.js";

const CLOSE = 18; // from here on a window tells the cases: coming closer is of no use
const STEP = 2;

const FINGER = 48; // pixels between the middles of two marks: nearer ones become one

// The cells of a grid may have their middles next to each other; a finger could not tell such marks apart.
function apart(map, cells) {
  const kept = [];
  for (const cell of cells) {
    const place = map.latLngToContainerPoint(cell.at);
    const near = kept.find((other) => other.place.distanceTo(place) < FINGER);
    if (!near) kept.push({ ...cell, place, box: L.latLngBounds([cell.at, cell.at]) });
    else Object.assign(near, { n: near.n + cell.n, one: false, name: "", box: near.box.extend(cell.at) });
  }
  return kept;
}

const element = document.querySelector("[data-cases-map]");
if (element) start(element);

function start(box) {
  const words = JSON.parse(box.dataset.words);
  const { cells: cellsAt, place: placeAt, rows: rowsAt, query } = box.dataset;
  const map = startMap(box);
  const marks = L.layerGroup().addTo(map);
  const list = document.getElementById("list");
  const note = document.getElementById("map-note");
  let asked = null;
  let listed = null;
  let moved = false;

  // a wide window over the Far East goes on beyond the end of the world
  const within = (most, one) => Math.max(-most, Math.min(most, one)).toFixed(5);
  const inView = (bounds) => [
    within(180, bounds.getWest()), within(90, bounds.getSouth()), within(180, bounds.getEast()), within(90, bounds.getNorth()),
  ].join(",");
  const address = (base, values) => {
    const told = new URLSearchParams(query);
    for (const [name, value] of Object.entries(values)) told.set(name, value);
    return `${base}?${told}`;
  };

  async function drawCells() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address(cellsAt, { box: inView(map.getBounds()), z: Math.round(map.getZoom()) }), { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const { cells, more } = await answer.json();
      const held = document.activeElement?.closest?.(".o-mk")?.getAttribute("aria-label");
      marks.clearLayers();
      for (const cell of apart(map, cells)) addCell(cell);
      if (held) [...box.querySelectorAll(".o-mk")].find((one) => one.getAttribute("aria-label") === held)?.focus();
      note.textContent = more ? words.more : "";
    } catch (error) {
      if (error.name !== "AbortError") note.textContent = words.failed;
    }
  }

  function addCell(cell) {
    const { at, n, name, one, tone, icon, state } = cell;
    const face = document.createElement("span");
    if (n === 1 && icon) face.innerHTML = `<svg class="i" aria-hidden="true"><use href="${box.dataset.icons}#i-${icon}"/></svg>`;
    else face.textContent = n;
    const size = n >= 100 ? 60 : n >= 10 ? 52 : 44;
    const kind = n === 1 ? `o-mk o-mk--one ${tone}` : "o-mk";
    const mark = L.marker(at, { icon: L.divIcon({ className: kind, html: face, iconSize: [size, size] }), riseOnHover: true });
    mark.on("click", () => open(cell, mark));
    mark.on("keydown", ({ originalEvent: event }) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(cell, mark);
    });
    mark.addTo(marks);
    const told = [name || (one ? "" : words.area), n === 1 ? state : `${words.cases}: ${n}`].filter(Boolean).join(", ");
    mark.getElement().setAttribute("aria-label", told);
    mark.getElement().title = told;
  }

  async function open({ at, n, one, box: around }, mark) {
    if (!one && n > 1 && map.getZoom() < CLOSE) {
      moved = true;
      map.setView(at, Math.min(map.getZoom() + STEP, CLOSE));
      return;
    }
    const near = one || n === 1 ? 0.00001 : 0.0004;
    const [low, high] = [around.getSouthWest(), around.getNorthEast()];
    const whole = L.latLngBounds([low.lat - near, low.lng - near], [high.lat + near, high.lng + near]);
    try {
      const answer = await fetch(address(placeAt, { box: inView(whole) }));
      if (!answer.ok) throw new Error(answer.status);
      const inside = document.createElement("div");
      inside.innerHTML = await answer.text();
      L.popup({ maxWidth: 300, minWidth: 220, closeButton: true, offset: [0, -12] }).setLatLng(at).setContent(inside).openOn(map);
      const close = box.querySelector(".leaflet-popup-close-button");
      close?.setAttribute("aria-label", words.close);
      inside.querySelector("a")?.focus({ preventScroll: true });
      map.once("popupclose", () => mark.getElement()?.focus({ preventScroll: true }));
    } catch { note.textContent = words.failed; }
  }

  async function followList() {
    const view = inView(map.getBounds());
    listed?.abort(); // an answer for an older view must not come after the one for this
    listed = new AbortController();
    try {
      const answer = await fetch(address(rowsAt, { box: view, part: "rows" }), { signal: listed.signal });
      if (!answer.ok) return;
      list.innerHTML = await answer.text();
      history.replaceState(null, "", address(location.pathname, { box: view }));
    } catch { /* the list stays as it was: it is whole */ }
  }

  map.on("dragend zoomstart", (event) => { if (event.type === "dragend" || map._loaded) moved = moved || started; });
  map.on("moveend", () => {
    drawCells();
    if (moved) followList();
  });
  let started = false;
  const bounds = boundsOf(box.dataset.extent);
  if (box.dataset.exact) map.fitBounds(bounds, { animate: false });
  else map.fitBounds(bounds.pad(0.12), { maxZoom: 14, animate: false });
  started = true;
}
