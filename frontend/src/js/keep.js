// Nothing typed is lost when a part of the page is swapped: fields, focus, selection, scrolling, open details.
let kept = null;

function isTouched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

// The first row in sight and how far below the top it stands: new rows above must not push it away.
function anchorOf(box) {
  const top = box.getBoundingClientRect().top;
  const row = [...box.querySelectorAll("[data-row][href]")].find((one) => one.getBoundingClientRect().bottom > top);
  return row ? [row.getAttribute("href"), row.getBoundingClientRect().top - top] : null;
}

function scrollBack(box, scrollTop, anchor) {
  box.scrollTop = scrollTop;
  const row = anchor && box.querySelector(`[data-row][href="${CSS.escape(anchor[0])}"]`);
  if (row) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - anchor[1];
}

function keepFrom(root) {
  const fields = [...root.querySelectorAll("textarea[id], input[id]:not([type=hidden]), select[id]")].filter(isTouched);
  const active = root.contains(document.activeElement) ? document.activeElement : null;
  return {
    fields: fields.map((field) => [field.id, field.value, field.checked]),
    scrolls: [root, ...root.querySelectorAll("[data-keep-scroll][id]")]
      .filter((box) => box.id && box.scrollTop).map((box) => [box.id, box.scrollTop, anchorOf(box)]),
    details: [...root.querySelectorAll("details[id]")].map((box) => [box.id, box.open]),
    focus: active?.id || active?.getAttribute("href") || "",
    selection: active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
  };
}

function focusAgain(mark, selection) {
  if (!mark || (document.activeElement && document.activeElement !== document.body)) return;
  const element = document.getElementById(mark) ?? document.querySelector(`a[href="${CSS.escape(mark)}"]`);
  element?.focus({ preventScroll: true });
  if (selection?.[0] != null && element?.setSelectionRange) element.setSelectionRange(...selection);
}

function giveBack({ fields, scrolls, details, focus, selection }) {
  for (const [id, value, checked] of fields) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else field.value = value;
    field.dispatchEvent(new Event("restored", { bubbles: true }));
  }
  for (const [id, open] of details) document.getElementById(id)?.toggleAttribute("open", open);
  for (const [id, top, anchor] of scrolls) {
    const box = document.getElementById(id);
    if (box) scrollBack(box, top, anchor);
  }
  focusAgain(focus, selection);
}

export function startKeeping() {
  // Only a refresh keeps: after an act of the person the server's page is the truth.
  document.addEventListener("htmx:beforeSwap", (event) => {
    kept = event.detail.requestConfig?.triggeringEvent?.type === "live" ? keepFrom(event.detail.target) : null;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (kept) giveBack(kept);
    kept = null;
  });
}
