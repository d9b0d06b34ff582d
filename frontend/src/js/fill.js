// Buttons that put a text where the cursor stands: templates, suggestions, the demo's sign-in.
function put(field, text) {
  field.focus();
  if (field.type === "email" || field.dataset.fill === "whole") field.value = text;
  else field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function startFilling() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-fills]");
    const field = button && document.getElementById(button.dataset.fills);
    if (field) put(field, button.dataset.text);
  });
}
