// How much of the network's limit is used.
function count(field) {
  const counter = document.getElementById(field.dataset.counter);
  if (!counter) return;
  const limit = Number(counter.dataset.limit);
  const used = field.value.length; // UTF-16 units, as the networks count
  counter.textContent = limit ? `${used} / ${limit}` : String(used);
  counter.toggleAttribute("data-over", Boolean(limit) && used > limit);
}

export function startCounters() {
  const onChange = (event) => event.target.dataset?.counter && count(event.target);
  document.addEventListener("input", onChange);
  document.addEventListener("restored", onChange);
  const countAll = () => document.querySelectorAll("[data-counter]").forEach(count);
  document.addEventListener("htmx:load", countAll);
  countAll();
}
