// Draws the wall or the talk anew when something happened there; a form that somebody is filling in is left alone.
"use strict";

const SECONDS = 2;
const sameYear = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };

function showTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = new Date(time.dateTime).toLocaleString("ru", sameYear);
  }
}

function isBusy(live) {
  if (live.querySelector("details[open]")) return true;
  return [...live.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue || area === document.activeElement);
}

async function look() {
  const live = document.getElementById("live");
  if (!live || document.hidden || isBusy(live)) return;
  const { version } = await (await fetch(live.dataset.changes)).json();
  if (String(version) === live.dataset.version) return;
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.getElementById("live");
  if (!fresh || isBusy(live)) return;
  showTimes(fresh);
  live.replaceWith(fresh);
}

showTimes(document);
setInterval(() => look().catch(() => {}), SECONDS * 1000);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) event.target.form.requestSubmit();
});
