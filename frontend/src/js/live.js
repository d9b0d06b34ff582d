// Live changes: events carry numbers only, the page fetches again under its own rights.
const PAUSE_MS = 2000;
const RETRY_MS = [1000, 2000, 5000, 10000, 30000];
let source = null;
let failures = 0;
let timer = null;
const changed = new Set();

function say(state) {
  for (const mark of document.querySelectorAll("[data-live-state]")) mark.dataset.liveState = state;
}

function concerns(element) {
  return element.dataset.live === "list" || changed.has(element.dataset.number);
}

// A list that was unrolled with «Show more» is not rolled up under the eye: a bar says that there is news.
function offerNews(list) {
  const box = list.querySelector("[data-keep-scroll]") ?? list;
  if (box.querySelector(".o-newbar")) return;
  const bar = document.createElement("button");
  bar.type = "button";
  bar.className = "o-newbar";
  bar.textContent = document.getElementById("words")?.dataset.news ?? "";
  bar.addEventListener("click", () => {
    box.scrollTop = 0;
    window.htmx.trigger(list, "live");
  });
  box.prepend(bar);
}

function refresh() {
  timer = null;
  if (document.hidden) return; // visibilitychange comes back to it
  for (const element of document.querySelectorAll("[data-live]")) {
    if (!concerns(element)) continue;
    if ("unrolled" in element.dataset) offerNews(element);
    else window.htmx.trigger(element, "live");
  }
  changed.clear();
}

function refreshSoon(numbers) {
  for (const number of numbers) changed.add(String(number));
  timer ??= setTimeout(refresh, PAUSE_MS);
}

function retry() {
  source?.close();
  source = null;
  say("wait");
  const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
  failures += 1;
  setTimeout(listen, pause * (0.75 + Math.random() / 2));
}

async function listen() {
  try {
    const answer = await fetch(document.body.dataset.liveTicketUrl, { headers: { Accept: "application/json" } });
    if (answer.status === 401 || answer.redirected) return say("off");
    if (!answer.ok) return retry();
    source = new EventSource((await answer.json()).url);
  } catch {
    return retry();
  }
  source.addEventListener("open", () => {
    say("on");
    // What changed while nobody listened is fetched once.
    if (failures > 0) for (const element of document.querySelectorAll("[data-live]")) window.htmx.trigger(element, "live");
    failures = 0;
  });
  source.addEventListener("changed", (event) => refreshSoon(JSON.parse(event.data).appeals ?? []));
  source.addEventListener("error", retry);
}

export function startLive() {
  if (!document.body.dataset.liveTicketUrl || !window.EventSource) return;
  document.addEventListener("htmx:beforeRequest", (event) => {
    const list = event.target.closest?.("[data-live=list]");
    if (list && list !== event.target) list.toggleAttribute("data-unrolled", event.target.matches(".o-more") || "unrolled" in list.dataset);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && changed.size > 0) refreshSoon([]);
  });
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
}
