// «Where I am»: the phone tells the point once, when one presses the button; nothing is asked before.
export function startPlace(form) {
  const button = form.querySelector("[data-here]");
  if (!button || !navigator.geolocation || !window.isSecureContext) return;
  const said = form.querySelector("[data-here-said]");
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.namedItem("latitude").value = coords.latitude.toFixed(5);
        form.elements.namedItem("longitude").value = coords.longitude.toFixed(5);
        said.textContent = button.dataset.found;
      },
      () => { said.textContent = button.dataset.refused; },
      { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 },
    );
  });
}
