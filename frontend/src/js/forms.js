// Small help for forms: no double sending, filters that apply themselves, all checkboxes at once.
function lockOnce(event) {
  const form = event.target;
  if (!("once" in form.dataset) || event.defaultPrevented) return;
  // After this event, so that the pressed button is still sent.
  setTimeout(() => form.querySelectorAll("button:enabled").forEach((button) => {
    button.disabled = true;
    button.dataset.locked = "";
  }));
}

function unlock() {
  // What the page itself drew as impossible stays so.
  document.querySelectorAll("form[data-once] button[data-locked]").forEach((button) => {
    button.disabled = false;
    delete button.dataset.locked;
  });
}

function onChange(event) {
  const field = event.target;
  if ("submits" in (field.dataset ?? {})) field.form?.requestSubmit();
  const box = field.dataset?.checkAll && document.getElementById(field.dataset.checkAll);
  box?.querySelectorAll("input[type=checkbox]").forEach((one) => { one.checked = field.checked; });
}

export function startForms() {
  document.addEventListener("submit", lockOnce);
  document.addEventListener("htmx:afterRequest", unlock);
  window.addEventListener("pageshow", (event) => event.persisted && unlock());
  document.addEventListener("change", onChange);
}
