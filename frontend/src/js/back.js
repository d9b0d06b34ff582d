// From a case back to the list it was opened from: with its queue and filters, as far as this window knows.
const LIST = "otklik-list";

const CASE = "otklik-case";

// Where one was, `j` and `k` go on.
function chooseLast() {
  const number = sessionStorage.getItem(CASE);
  sessionStorage.removeItem(CASE);
  if (number && !document.querySelector("[data-row][aria-current]"))
    document.querySelector(`[data-row][data-number="${CSS.escape(number)}"]`)?.setAttribute("aria-current", "true");
}

function keepList() {
  const asked = new URLSearchParams(location.search);
  asked.delete("open");
  sessionStorage.setItem(LIST, asked.toString());
}

export function startBack() {
  if (document.querySelector("#list[data-live=list]")) {
    window.addEventListener("pagehide", keepList);
    chooseLast();
  }
  const number = document.getElementById("talk")?.dataset.number;
  if (number) sessionStorage.setItem(CASE, number);
  const kept = sessionStorage.getItem(LIST);
  for (const link of kept ? document.querySelectorAll("a[data-back]") : []) link.search = kept;
}
