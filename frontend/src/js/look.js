// Light, dark, high contrast or as the device: the same form that works without a script, only at once.
const YEAR_S = 31536000;

function wear(look) {
  const root = document.documentElement;
  if (look === "auto") delete root.dataset.theme;
  else root.dataset.theme = look;
  remember("otklik_look", look);
}

function remember(name, value) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
}

export function startLook() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-look-form]") || !event.submitter?.value) return;
    event.preventDefault();
    wear(event.submitter.value);
    for (const button of event.target.querySelectorAll("button[value]")) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
  });
}

// The second column stays as it was left: the next page comes like that from the server.
export function startSecondColumn() {
  const column = document.getElementById("second");
  column?.addEventListener("toggle", () => remember("otklik_second", column.open ? "open" : "closed"));
}
