// My tasks, on a phone in the field. What is told is first kept on the phone, then sent: one photo a request, in order.
// A key made here lets the server count what comes twice once. The page itself opens without signal by tasks-worker.js.
import { keepAll, letGo, listKept, noteOf } from "./tasks-kept.js";

const AGAIN_MS = 30_000;
const PLACE_MS = 5_000;
const MOST_PHOTOS = 20;
const PLACE_WANTED = "otklik-tasks-place";

const box = document.getElementById("tasks-kept");
const words = box?.dataset ?? {};
let timer;

function say(text, count) {
  const state = document.getElementById("tasks-state");
  state.hidden = !text;
  state.textContent = count ? `${text} ${count}` : text;
}

function lineOf(item) {
  const line = document.createElement("li");
  line.className = "o-stack o-sm";
  line.dataset.kept = item.id;
  const what = document.createElement("span");
  const parts = [`№ ${item.number}`, item.text.slice(0, 60), item.photo ? words.photo : ""];
  what.textContent = parts.filter(Boolean).join(" · ");
  const state = document.createElement("span");
  state.className = item.wrong ? "o-error" : "o-3rd";
  state.textContent = item.wrong || (isMine(item) ? words.waits : "");
  line.append(what, state);
  if (item.wrong) {
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-sm";
    drop.textContent = words.drop;
    drop.addEventListener("click", async () => { await letGo(item.id); await draw(); });
    line.append(drop);
  }
  return line;
}

const isMine = (item) => item.staff === words.staff;

async function draw() {
  const kept = await listKept();
  document.getElementById("tasks-waiting").replaceChildren(...kept.map(lineOf));
  return kept;
}

function cookie(name) {
  return document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

function formOf(item) {
  const form = new FormData();
  for (const name of ["text", "stage", "key"]) form.set(name, item[name]);
  for (const name of ["taken_at", "latitude", "longitude"]) if (item[name] != null) form.set(name, item[name]);
  if (item.photo) form.set("photos", item.photo, "photo");
  return form;
}

// "sent", "refused" (with words in the item), or why nothing can be sent now: "offline", "busy", "signIn".
async function send(item) {
  let answer;
  try {
    answer = await fetch(item.url, {
      method: "POST", body: formOf(item), redirect: "manual", credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
    });
  } catch {
    return "offline";
  }
  if (answer.ok) return "sent";
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "signIn";
  if (answer.status === 404) return refuse(item, words.gone);
  if (answer.status === 422) return refuse(item, (await answer.json()).wrong);
  // what the server will never take is not tried for ever; all else (429, 5xx) is a matter of time
  if (answer.status === 413) return refuse(item, words.tooLarge);
  if (answer.status === 400) return refuse(item, words.unread);
  return "busy";
}

async function refuse(item, wrong) {
  item.wrong = wrong;
  await noteOf(item);
  return "refused";
}

async function sendAll() {
  const waiting = (await draw()).filter((item) => isMine(item) && !item.wrong);
  let left = waiting.length;
  let outcome = "sent";
  for (const item of waiting) {
    say(words.progress, left);
    outcome = await send(item);
    if (outcome !== "sent" && outcome !== "refused") break;
    if (outcome === "sent") await letGo(item.id);
    left -= 1;
    await draw();
  }
  sayOutcome(await draw(), outcome, { hasSent: waiting.length > 0 });
}

function sayOutcome(kept, outcome, { hasSent }) {
  const mine = kept.filter(isMine);
  const left = mine.filter((item) => !item.wrong).length;
  clearTimeout(timer);
  if (left) timer = setTimeout(start, AGAIN_MS);
  if (left) say(words[outcome] ?? words.busy, left);
  else if (mine.length) say(words.someWrong, mine.length);
  else if (kept.length) say(words.other, kept.length);
  else say(hasSent ? words.allSent : "");
}

// One window sends at a time; what another one keeps meanwhile is seen in the next round.
async function start() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request("otklik-tasks", { ifAvailable: true }, async (lock) => { if (lock) await sendAll(); });
}

function place(form) {
  const wants = form.querySelector("[data-place] input")?.checked;
  if (!wants || !navigator.geolocation) return Promise.resolve({});
  return new Promise((resolve) => navigator.geolocation.getCurrentPosition(
    ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
    () => resolve({}),
    { enableHighAccuracy: true, timeout: PLACE_MS, maximumAge: 60_000 },
  ));
}

function wrong(form, text) {
  const place = document.getElementById(`wrong-${form.dataset.task}`);
  place.hidden = !text;
  place.textContent = text;
}

async function itemsOf(form) {
  const photos = [...form.elements.photos.files];
  const where = photos.length ? await place(form) : {};
  const whole = {
    key: crypto.randomUUID(), number: form.dataset.task, url: form.getAttribute("action"), staff: words.staff,
    text: form.elements.text.value.trim(), stage: form.elements.stage.value, wrong: "",
  };
  if (!photos.length) return [{ ...whole, photo: null }];
  // the bytes, not the file: a phone may clear what its camera lent us
  return Promise.all(photos.map(async (photo) => ({
    ...whole, ...where, photo: new Blob([await photo.arrayBuffer()], { type: photo.type }),
    taken_at: new Date(photo.lastModified).toISOString(),
  })));
}

async function keep(form) {
  const photos = form.elements.photos.files.length;
  if (!photos && !form.elements.text.value.trim()) return wrong(form, words.nothing);
  if (photos > MOST_PHOTOS) return wrong(form, words.many);
  wrong(form, "");
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await keepAll(await itemsOf(form));
  } catch {
    return wrong(form, words.noRoom); // what is typed and chosen stays in the form
  } finally {
    button.disabled = false;
  }
  form.reset();
  restorePlaces();
  return start();
}

function restorePlaces() {
  document.querySelectorAll("[data-place] input").forEach((one) => {
    one.checked = localStorage.getItem(PLACE_WANTED) === "yes";
  });
}

function offerPlaces() {
  if (!navigator.geolocation) return;
  document.querySelectorAll("[data-place]").forEach((one) => { one.hidden = false; });
  restorePlaces();
  document.addEventListener("change", (event) => {
    if (event.target.closest?.("[data-place]")) localStorage.setItem(PLACE_WANTED, event.target.checked ? "yes" : "no");
  });
}

async function openWithoutSignal() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => { box.dataset.opensOffline = data; });
  await navigator.serviceWorker.register(words.worker);
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map((one) => one.name)
    .filter((url) => url.startsWith(`${location.origin}/static/`));
  active.postMessage({ keep: [...new Set(files)], page: location.pathname });
}

if (box && window.indexedDB) {
  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.task) return;
    event.preventDefault();
    keep(event.target);
  });
  window.addEventListener("online", start);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) start(); });
  navigator.storage?.persist?.();
  offerPlaces();
  openWithoutSignal().catch(() => {});
  start();
}
