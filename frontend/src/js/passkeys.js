// Passkeys: a form with data-passkey="create" or "get" asks the browser and sends its answer as JSON in the field «answer».
// What is asked stands in data-asked. A form to use a passkey stays hidden where the browser knows none.
function isKnown() {
  return typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";
}

async function answer(form) {
  const { publicKey } = JSON.parse(form.dataset.asked);
  const { parseCreationOptionsFromJSON: create, parseRequestOptionsFromJSON: get } = window.PublicKeyCredential;
  const given = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: create.call(PublicKeyCredential, publicKey) })
    : await navigator.credentials.get({ publicKey: get.call(PublicKeyCredential, publicKey) });
  return JSON.stringify(given.toJSON());
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.dataset.passkey || form.elements.answer.value) return;
  event.preventDefault();
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.answer.value = await answer(form);
    form.requestSubmit();
  } catch {
    failed.hidden = false;
  }
}

export function startPasskeys() {
  document.addEventListener("submit", onSubmit);
  if (isKnown()) document.querySelectorAll("form[data-passkey][hidden]").forEach((form) => { form.hidden = false; });
}
