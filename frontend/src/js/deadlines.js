// Bars that drain while the page stays open. The words are the server's (it knows working time) until the last hour.
const EVERY_MS = 30000;
const HOUR_MS = 3600000;
const SOON_SHARE = 25;

function words(left) {
  const minutes = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "minute", unitDisplay: "short" });
  const number = Math.ceil(Math.abs(left) / 60000);
  return (left < 0 ? "−" : "") + minutes.format(number);
}

function draw(due, now) {
  if ("paused" in due.dataset) return;
  const ends = Date.parse(due.dataset.dueAt);
  const starts = Date.parse(due.dataset.dueFrom);
  if (Number.isNaN(ends)) return;
  const left = ends - now;
  const bar = due.querySelector("progress");
  const share = Number.isNaN(starts) ? Number.NaN : Math.max(0, Math.min(100, (left / (ends - starts)) * 100));
  if (bar && !Number.isNaN(share)) bar.value = left < 0 ? 100 : share; // late: a full bar in the colour of late
  if (left < 0) due.dataset.level = "late";
  else if (share < SOON_SHARE && due.dataset.level === "ok") due.dataset.level = "soon";
  const text = due.querySelector("[data-due-words]");
  if (text && Math.abs(left) < HOUR_MS) text.textContent = words(left);
}

export function startDeadlines() {
  const drawAll = () => document.querySelectorAll("[data-due-at]").forEach((due) => draw(due, Date.now()));
  setInterval(() => document.hidden || drawAll(), EVERY_MS);
  document.addEventListener("visibilitychange", () => document.hidden || drawAll());
}
