// What is typed goes to the server as a draft, so that another computer or a lost page shows it again.
const PAUSE_MS = 1500;
const LONGEST_WAIT_MS = 4000;
const timers = new WeakMap();
const underWay = new Set();
const held = new WeakSet();

function say(field, word) {
  const status = document.getElementById(field.dataset.draftStatus);
  if (status) status.textContent = status.dataset[word] ?? "";
}

function save(field, how) {
  clearTimeout(timers.get(field));
  timers.delete(field);
  const done = send(field, how).finally(() => underWay.delete(done));
  underWay.add(done);
}

async function send(field, { keepalive = false } = {}) {
  say(field, "saving");
  try {
    const answer = await fetch(field.dataset.draftUrl, {
      method: "POST", body: new FormData(field.form), headers: { "X-Requested-With": "draft" }, keepalive,
    });
    const isKept = answer.ok && !answer.redirected;
    const saves = answer.headers.get("X-Draft-Saves");
    if (isKept && saves !== null && field.form.elements.saves) field.form.elements.saves.value = saves;
    say(field, isKept ? "saved" : answer.status === 409 ? "taken" : "failed");
  } catch {
    say(field, "failed");
  }
}

function waiting() {
  return [...document.querySelectorAll("[data-draft-url]")].filter((field) => timers.has(field));
}

// Another act of the page waits until what was just typed is kept: the page that comes after it shows that. Sending the
// form itself saves more than the draft would.
async function saveFirst(event) {
  const form = event.target, { submitter } = event;
  if (!(form instanceof HTMLFormElement)) return;
  for (const field of form.querySelectorAll("[data-draft-url]")) {
    clearTimeout(timers.get(field));
    timers.delete(field);
  }
  waiting().forEach((field) => save(field, { keepalive: true })); // it may go on after the page
  if (underWay.size === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (held.has(form)) return;
  held.add(form);
  await Promise.race([Promise.all(underWay), new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]);
  held.delete(form);
  underWay.clear();
  form.requestSubmit(submitter?.isConnected ? submitter : null);
}

export function startDrafts() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset?.draftUrl || !field.form) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => save(field), PAUSE_MS));
  });
  document.addEventListener("submit", saveFirst, { capture: true });
  // A link leaves the page, too.
  const saveNow = () => waiting().forEach((field) => save(field, { keepalive: true }));
  document.addEventListener("click", (event) => event.target.closest?.("a[href]") && saveNow());
  window.addEventListener("pagehide", saveNow);
}
