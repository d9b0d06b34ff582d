// What was typed and not sent, kept on this device only; gone with the message, or when one wipes it.
const KEPT = ["text", "place", "contact", "email"];

export function startDraft(form) {
  const name = `otklik-draft-${form.dataset.report}`;
  const line = form.querySelector("[data-draft]");
  const store = open();
  if (!store) return;
  const isBlank = !form.elements.namedItem("text").value;
  const draft = isBlank ? read(store, name) : null;
  if (draft) fill(form, draft);
  line.hidden = !draft;
  form.addEventListener("input", () => {
    const values = Object.fromEntries(KEPT.map((key) => [key, form.elements.namedItem(key)?.value ?? ""]));
    if (values.text) store.setItem(name, JSON.stringify(values));
    else store.removeItem(name);
    line.hidden = !values.text;
  });
  form.querySelector("[data-forget]").addEventListener("click", () => {
    store.removeItem(name);
    form.reset();
    for (const key of ["text", "place", "email", "latitude", "longitude"]) {
      const field = form.elements.namedItem(key);
      if (field) field.value = "";
    }
    const said = form.querySelector("[data-here-said]");
    if (said) said.textContent = "";
    line.hidden = true;
    form.elements.namedItem("text").focus();
  });
}

// Called on the page that says «accepted»: once for each message, however often that page is looked at again.
export function forgetDraft(kind, number) {
  const store = open();
  if (!store || store.getItem("otklik-sent") === number) return;
  store.setItem("otklik-sent", number);
  store.removeItem(`otklik-draft-${kind}`);
}

function open() {
  try {
    return window.localStorage;
  } catch {
    return null; // in a frame of another site a browser may refuse it
  }
}

function read(store, name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null;
  }
}

function fill(form, draft) {
  for (const key of KEPT) {
    const field = form.elements.namedItem(key);
    if (field && typeof draft[key] === "string") field.value = draft[key];
  }
}
