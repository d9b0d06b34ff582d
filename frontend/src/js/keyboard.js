// One-letter keys, never while typing. A Russian layout presses the same keys.
const RUSSIAN = { о: "j", л: "k", ф: "a", к: "r", у: "e", ч: "x", е: "t", ".": "/", ",": "?", п: "g", т: "n", щ: "o", г: "u", р: "h", з: "p", в: "d", я: "z", ь: "m" };

function isTyping(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
}

function rows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
}

function current(all) {
  const focused = document.activeElement?.closest?.("[data-row]");
  return all.indexOf(focused ?? document.querySelector('[data-row][aria-current="true"]'));
}

// The row of the open case is the chosen one, also after the list was fetched again.
function chooseOpened() {
  const number = document.getElementById("open")?.dataset.number;
  if (!number) return;
  for (const row of document.querySelectorAll("[data-row][data-number]")) {
    if (row.dataset.number === number) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const place = current(all);
  const next = all[Math.max(0, Math.min(all.length - 1, place < 0 ? 0 : place + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function mark() {
  const all = rows();
  const row = all[current(all)];
  (row?.querySelector("[data-mark]") ?? row?.parentElement?.querySelector("[data-mark]"))?.click();
}

function press(key) {
  const scope = document.querySelector("dialog[open]") ?? document;
  const element = [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(
    (one) => one.tagName === "DIALOG" || (one.offsetParent !== null && !one.disabled),
  );
  if (!element) return false;
  if (element.tagName === "DIALOG") element.showModal();
  else if (isTyping(element)) {
    element.focus();
    element.select?.();
  } else element.click();
  return true;
}

// From where one types alone: on another button the same keys press that one.
function send(event) {
  const { form } = event.target;
  const button = isTyping(event.target) && form?.querySelector("[data-sends]");
  if (!button) return;
  event.preventDefault(); // a field of one line sends its form by Enter itself
  if (!button.disabled && !event.repeat && !event.isComposing) form.requestSubmit(button);
}

export function startKeyboard() {
  document.addEventListener("htmx:afterSettle", chooseOpened);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && isTyping(event.target)) return event.target.blur();
    if (isTyping(event.target)) return;
    const key = event.code === "Slash" && event.shiftKey ? "?" : (RUSSIAN[event.key.toLowerCase()] ?? event.key.toLowerCase());
    const moves = { j: () => move(1), k: () => move(-1), x: mark };
    if (!document.querySelector("dialog[open]") && key in moves) moves[key]();
    else if (!press(key)) return;
    event.preventDefault();
  });
}
