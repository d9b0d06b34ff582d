// Messages that come and go. An error stays until it is closed.
const STAY_MS = 6000;

function show(toast) {
  if (toast.dataset.shown) return;
  toast.dataset.shown = "yes";
  if (toast.dataset.toast !== "error") setTimeout(() => leave(toast), STAY_MS);
}

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) setTimeout(() => leave(toast), STAY_MS);
  else toast.remove();
}

export function toast(text, kind = "") {
  const pattern = document.getElementById("toast-pattern");
  const box = document.getElementById("toasts");
  if (!pattern || !box) return;
  const copy = pattern.content.firstElementChild.cloneNode(true);
  copy.querySelector("[data-toast-words]").textContent = text;
  copy.dataset.toast = kind;
  box.append(copy);
  show(copy);
}

export function startToasts() {
  const showAll = () => document.querySelectorAll("[data-toast]").forEach(show);
  document.addEventListener("click", (event) => event.target.closest?.("[data-toast] button")?.closest("[data-toast]").remove());
  document.addEventListener("htmx:load", showAll);
  document.addEventListener("htmx:oobAfterSwap", showAll);
  showAll();
}
