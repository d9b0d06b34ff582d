// Points on a map, from the JSON beside it; the list that says the same stays for readers.
import L from "leaflet";
import "leaflet/dist/leaflet.css";

// [{"at": [56.4, 60.2], "title": "…", "url": "/case/…/"}]
for (const element of document.querySelectorAll("[data-map]")) {
  const points = JSON.parse(document.getElementById(element.dataset.from).textContent);
  const map = L.map(element, { attributionControl: Boolean(element.dataset.tiles) });
  if (element.dataset.tiles) L.tileLayer(element.dataset.tiles, { attribution: element.dataset.tilesBy }).addTo(map);
  for (const { at, title, url } of points) {
    const words = document.createElement(url ? "a" : "span");
    words.textContent = title;
    if (url) words.href = url;
    L.circleMarker(at, { radius: 8 }).bindPopup(words).addTo(map);
  }
  if (points.length > 0) map.fitBounds(L.latLngBounds(points.map(({ at }) => at)).pad(0.2), { maxZoom: 16 });
}
