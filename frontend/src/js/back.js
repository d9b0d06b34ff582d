// From a case back to the list it was opened from: with its queue and filters, as far as this window knows.
const LIST = "otklik-list";

function keepList() {
  const asked = new URLSearchParams(location.search);
  asked.delete("open");
  sessionStorage.setItem(LIST, asked.toString());
}

export function startBack() {
  if (document.querySelector("#list[data-live=list]")) window.addEventListener("pagehide", keepList);
  const kept = sessionStorage.getItem(LIST);
  for (const link of kept ? document.querySelectorAll("a[data-back]") : []) link.search = kept;
}
