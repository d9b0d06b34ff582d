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

// The map to choose a point on: fetched only when somebody wants it, so that the form stays light.
export function startChoosing(form) {
  const button = form.querySelector("[data-choose]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = document.getElementById(button.getAttribute("aria-controls"));
    box.hidden = !box.hidden;
    button.setAttribute("aria-expanded", String(!box.hidden));
    if (!button.dataset.js) return;
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: button.dataset.css });
    const script = Object.assign(document.createElement("script"), { src: button.dataset.js });
    sheet.addEventListener("load", () => document.head.append(script));
    document.head.append(sheet);
    delete button.dataset.js;
  });
}
