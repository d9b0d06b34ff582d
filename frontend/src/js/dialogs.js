// Dialogs that open by a button, and the question before what cannot be undone.
function ask(form, submitter) {
  const dialog = document.getElementById("confirm");
  const words = submitter?.dataset.confirm ?? form.dataset.confirm;
  dialog.querySelector("[data-confirm-words]").textContent = words;
  const yes = dialog.querySelector("[data-confirm-button]");
  yes.dataset.usual ??= yes.textContent;
  yes.textContent = submitter?.dataset.confirmYes ?? form.dataset.confirmYes ?? yes.dataset.usual;
  yes.onclick = () => {
    dialog.close();
    form.dataset.confirmed = "";
    form.requestSubmit(submitter ?? undefined);
  };
  dialog.showModal();
}

function onSubmit(event) {
  const form = event.target;
  if (!("confirm" in form.dataset) && !event.submitter?.dataset.confirm) return;
  if ("confirmed" in form.dataset) {
    delete form.dataset.confirmed;
    return;
  }
  if (!document.getElementById("confirm")) return;
  event.preventDefault();
  event.stopPropagation();
  ask(form, event.submitter);
}

function onClick(event) {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  // A press on the ground beside the dialog closes it, too.
  const onGround = event.target.tagName === "DIALOG";
  if (onGround || event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
}

export function startDialogs() {
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("click", onClick);
}
