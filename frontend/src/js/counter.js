// How much of the network's limit is used, counted as the network counts.
const NEAR = 0.9;

function lengthOf(text, wide) {
  let used = 0;
  for (const letter of text.trim()) used += letter.length > 1 ? wide : 1;
  return used;
}

function count(field) {
  const counter = document.getElementById(field.dataset.counter);
  if (!counter) return;
  const limit = Number(counter.dataset.limit);
  const used = lengthOf(field.value, Number(counter.dataset.wide) || 1);
  const isOver = Boolean(limit) && used > limit;
  counter.textContent = limit ? `${used} / ${limit}` : String(used);
  counter.toggleAttribute("data-over", isOver);
  if (isOver) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  warn(field, isOver ? "over" : used > limit * NEAR ? "near" : "");
}

// said once when it begins, not with every letter
function warn(field, state) {
  const place = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  if (!place) return;
  const words = state ? place.dataset[state] : "";
  if (place.textContent !== words) place.textContent = words;
}

export function startCounters() {
  const onChange = (event) => event.target.dataset?.counter && count(event.target);
  document.addEventListener("input", onChange);
  document.addEventListener("restored", onChange);
  const countAll = () => document.querySelectorAll("[data-counter]").forEach(count);
  document.addEventListener("htmx:load", countAll);
  countAll();
}
