// What lies below the points: tiles of the server that is named, or our own drawing. Colours stand in map-ground.css, so
// that the drawing follows the look of the page.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import "../map-ground.css";

const LABELS_AT_ONCE = 60;
const APART = 74; // pixels between two names, sideways; a third of it up and down

export function startMap(element, options = {}) {
  const { words, closer, farther } = element.dataset;
  const said = words ? JSON.parse(words) : { closer, farther };
  const map = L.map(element, {
    zoomControl: false, zoomSnap: 0.5, minZoom: 4, maxZoom: 18, attributionControl: Boolean(element.dataset.tilesBy), worldCopyJump: true, ...options,
  });
  map.attributionControl?.setPrefix(false);
  L.control.zoom({ position: "topright", zoomInTitle: said.closer, zoomOutTitle: said.farther, zoomInText: "+", zoomOutText: "−" }).addTo(map);
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles, { attribution: element.dataset.tilesBy, maxZoom: 18 }).addTo(map);
  else if (element.dataset.tilesBy) map.attributionControl.addAttribution(element.dataset.tilesBy);
  if (!element.dataset.tiles && element.dataset.ground) drawGround(map, element.dataset.ground);
  return map;
}

// "60.1,56.4,60.3,56.5" → bounds; a single point gets some ground around it.
export function boundsOf(text) {
  const [west, south, east, north] = text.split(",").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

// What the server knows of the territory; nothing without network: then points stand on plain ground.
export async function readGround(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch { return null; }
}

async function drawGround(map, address) {
  const told = await readGround(address);
  if (!told) return;
  const pane = map.createPane("ground");
  pane.style.zIndex = 150;
  const renderer = L.svg({ pane: "ground", padding: 0.5 });
  for (const { kind, area, at } of told.shapes) {
    const draw = area ? L.polygon : L.polyline;
    draw(at, { pane: "ground", renderer, interactive: false, className: `g g-${kind}`, smoothFactor: 0.6 }).addTo(map);
  }
  const measure = () => map.getContainer().classList.toggle("is-far", map.getZoom() < 13);
  const names = L.layerGroup().addTo(map);
  const label = () => nameGround(map, names, told.names);
  map.on("moveend", label);
  map.on("zoomend", measure);
  if (!map._loaded) return;
  measure();
  label();
}

// Names that fit, the more important first; streets only close by.
function nameGround(map, layer, all) {
  layer.clearLayers();
  const zoom = map.getZoom();
  const view = map.getBounds();
  const taken = [];
  for (const { at, name, what, from } of all) {
    if (zoom < from || taken.length >= LABELS_AT_ONCE || !view.contains(at)) continue;
    const place = map.latLngToContainerPoint(at);
    if (taken.some((other) => Math.abs(other.x - place.x) < APART && Math.abs(other.y - place.y) < APART / 3)) continue;
    taken.push(place);
    const words = document.createElement("span");
    words.textContent = name;
    L.marker(at, {
      icon: L.divIcon({ className: `g-name g-name--${what}`, html: words, iconSize: [140, 18], iconAnchor: [70, -6] }),
      interactive: false, keyboard: false, pane: "tilePane",
    }).addTo(layer);
  }
}
