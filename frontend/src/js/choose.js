// The map of the report form: a press puts the point into the fields that are sent. By keyboard the map is moved, and a
// button takes its middle.
import L from "leaflet";
import { readGround, startMap } from "./map-ground.js";

const CLOSE = 16;
const WHOLE_COUNTRY = [[41, 27], [70, 140]];
const element = document.querySelector("[data-choose-map]");
if (element) start(element);

async function start(box) {
  const form = box.closest("form");
  const [latitude, longitude, place] = ["latitude", "longitude", "place"].map((name) => form.elements.namedItem(name));
  const said = form.querySelector("[data-here-said]");
  const map = startMap(box);
  const icon = L.divIcon({ className: "o-pin", iconSize: [28, 28], iconAnchor: [14, 14] });
  let mark = null;
  let suggested = "";

  function show(at) {
    if (mark) mark.setLatLng(at);
    else mark = L.marker(at, { icon, keyboard: false, interactive: false }).addTo(map);
  }

  async function choose(at) {
    show(at);
    latitude.value = at.lat.toFixed(5);
    longitude.value = at.lng.toFixed(5);
    said.textContent = box.dataset.found;
    if (place.value.trim() && place.value !== suggested) return; // what somebody wrote stays
    try {
      const body = new URLSearchParams({ latitude: latitude.value, longitude: longitude.value });
      const answer = await fetch(box.dataset.near, { method: "POST", body });
      if (!answer.ok) return;
      suggested = (await answer.json()).place;
      place.value = suggested;
      place.dispatchEvent(new Event("input", { bubbles: true }));
      if (suggested) said.textContent = `${box.dataset.found} ${suggested}`;
    } catch { /* no network: the point is noted all the same */ }
  }

  map.on("click", ({ latlng }) => choose(latlng));
  form.querySelector("[data-choose-middle]").addEventListener("click", () => choose(map.getCenter()));
  form.querySelector("[data-choose-none]").addEventListener("click", () => {
    mark?.remove();
    mark = null;
    latitude.value = longitude.value = said.textContent = "";
    if (place.value === suggested) place.value = "";
  });

  const at = latitude.value && longitude.value ? L.latLng(Number(latitude.value), Number(longitude.value)) : null;
  if (at) {
    map.setView(at, CLOSE);
    show(at);
    return;
  }
  const known = (await readGround(box.dataset.ground))?.box ?? [];
  if (known.length === 4) map.fitBounds([[known[1], known[0]], [known[3], known[2]]], { maxZoom: 14, animate: false });
  else map.fitBounds(WHOLE_COUNTRY, { animate: false });
}
