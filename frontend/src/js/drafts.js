// What is typed goes to the server as a draft, so that another computer or a lost page shows it again.
const PAUSE_MS = 1500;
const timers = new WeakMap();

function say(field, word) {
  const status = document.getElementById(field.dataset.draftStatus);
  if (status) status.textContent = status.dataset[word] ?? "";
}

async function save(field, { keepalive = false } = {}) {
  clearTimeout(timers.get(field));
  timers.delete(field);
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

export function startDrafts() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset?.draftUrl || !field.form) return;
    clearTimeout(timers.get(field));
    timers.set(field, setTimeout(() => save(field), PAUSE_MS));
  });
  // Sending the form itself saves more than the draft would.
  document.addEventListener("submit", (event) => {
    for (const field of event.target.querySelectorAll?.("[data-draft-url]") ?? []) {
      clearTimeout(timers.get(field));
      timers.delete(field);
    }
  });
  // Other acts of the page and links leave it: what is saved only then, the page after them does not show yet.
  const saveNow = () => waiting().forEach((field) => save(field, { keepalive: true }));
  document.addEventListener("submit", saveNow);
  document.addEventListener("click", (event) => event.target.closest?.("a[href]") && saveNow());
  window.addEventListener("pagehide", saveNow);
}
