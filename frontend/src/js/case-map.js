// The place of a case: its point with the reach of its certainty, similar cases around it. The words below the map and
// beside each similar case say the same. It never takes the wheel or the finger that moves the page.
import L from "leaflet";
import { startMap } from "./map-ground.js";
import "../desk/place-map.css";

const CLOSEST = 16;
const AROUND = 5000; // metres: what lies farther is not in view at first, else the place itself would be a speck
const TOGETHER = 26; // pixels between two marks: nearer ones are one
const SIZE = 24;
const BESIDE = 15; // pixels from the middle of the pin to a mark that would lie below it

const element = document.querySelector("[data-case-map]");
if (element) start(element);

function pointOf(text) {
  const [latitude, longitude] = text.split(",").map(Number);
  return L.latLng(latitude, longitude);
}

function start(box) {
  const here = pointOf(box.dataset.at);
  const map = startMap(box, {
    scrollWheelZoom: false, dragging: !matchMedia("(pointer: coarse)").matches, worldCopyJump: false,
  });
  const around = here.toBounds(2 * Number(box.dataset.reach));
  map.fitBounds(around, { maxZoom: CLOSEST, animate: false });
  L.circle(here, { radius: Number(box.dataset.reach), className: "o-reach", interactive: false }).addTo(map);
  const pin = L.divIcon({ className: "o-here", iconSize: [18, 18], iconAnchor: [9, 9] });
  L.marker(here, { icon: pin, keyboard: false, interactive: false, zIndexOffset: 500, title: box.dataset.here }).addTo(map);
  const marks = L.layerGroup().addTo(map);
  let similar = [];

  // similar cases come after the page: the server looks for them apart
  function readSimilar() {
    const found = [...document.querySelectorAll("[data-lies]")].map(({ dataset: { lies, number, to } }) => ({
      at: pointOf(lies), number, to,
    }));
    if (found.length === similar.length) return;
    similar = found;
    const whole = L.latLngBounds(around.getSouthWest(), around.getNorthEast());
    for (const { at } of found) if (here.distanceTo(at) <= AROUND) whole.extend(at);
    map.fitBounds(whole, { maxZoom: CLOSEST, padding: [16, 16], animate: false });
    draw();
  }

  function draw() {
    marks.clearLayers();
    const groups = [];
    for (const one of similar) {
      const place = map.latLngToContainerPoint(one.at);
      const near = groups.find((other) => other.place.distanceTo(place) < TOGETHER);
      if (near) near.cases.push(one);
      else groups.push({ place, at: one.at, cases: [one] });
    }
    for (const group of groups) addMark(group);
  }

  function addMark({ at, place, cases }) {
    const face = document.createElement("span");
    if (cases.length > 1) face.textContent = cases.length;
    const isBelowPin = place.distanceTo(map.latLngToContainerPoint(here)) < TOGETHER;
    const shift = isBelowPin ? SIZE / 2 - BESIDE : SIZE / 2;
    const icon = L.divIcon({ className: "o-also", html: face, iconSize: [SIZE, SIZE], iconAnchor: [shift, isBelowPin ? SIZE / 2 + BESIDE : SIZE / 2] });
    const mark = L.marker(at, { icon, riseOnHover: true, zIndexOffset: 600 }).addTo(marks);
    const words = cases.length > 1 ? `${box.dataset.many}: ${cases.map(({ number }) => `№ ${number}`).join(", ")}` : `№ ${cases[0].number}`;
    const go = () => (cases.length > 1 ? document.querySelector(`[data-number="${cases[0].number}"] a`)?.focus() : location.assign(cases[0].to));
    mark.on("click", go);
    mark.on("keydown", ({ originalEvent: event }) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); go(); }
    });
    const drawn = mark.getElement();
    drawn.setAttribute("role", "link");
    drawn.setAttribute("aria-label", words);
    drawn.title = words;
  }

  map.on("zoomend", draw);
  document.body.addEventListener("htmx:afterSettle", readSimilar);
  readSimilar();
}
