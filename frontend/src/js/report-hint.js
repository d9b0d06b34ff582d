// For whoever ticks it: what we would make of the text, while it is typed. The words go in the body of a request.
const PAUSE = 600;

export function startHint(form) {
  const box = form.querySelector("[data-hint]");
  if (!box) return;
  const wants = form.querySelector("[data-hint-wanted]");
  const text = form.elements.namedItem("text");
  const list = box.querySelector("dl");
  const danger = form.querySelector("[data-danger]");
  let timer = 0;
  let asked = null;
  wants.closest("label").hidden = false;
  const same = form.querySelector("[data-similar]");
  const clear = () => { for (const one of [box, danger, same]) one.hidden = true; };
  const show = ({ told = [], danger: isDanger = false, similar = [] }) => {
    same.querySelector("ul").replaceChildren(...similar.map(({ url, title, state, on }) => {
      const row = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: url, textContent: title, target: "_blank", rel: "noopener" });
      const said = Object.assign(document.createElement("span"), { className: "small muted", textContent: `${state}, ${on}` });
      row.append(said, link);
      return row;
    }));
    same.hidden = similar.length === 0;
    list.replaceChildren(...told.map(([name, value]) => {
      const row = document.createElement("div");
      for (const [tag, words] of [["dt", name], ["dd", value]]) {
        row.append(Object.assign(document.createElement(tag), { textContent: words }));
      }
      return row;
    }));
    box.hidden = told.length === 0;
    danger.hidden = !isDanger;
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams({ text: text.value, page: box.dataset.page });
    for (const name of ["place", "latitude", "longitude"]) body.set(name, form.elements.namedItem(name)?.value ?? "");
    try {
      const answer = await fetch(box.dataset.hint, { method: "POST", body, signal: asked.signal });
      if (answer.ok) show(await answer.json());
    } catch { /* a newer question, or no network: the form works without */ }
  };
  const later = () => {
    window.clearTimeout(timer);
    if (!wants.checked || text.value.trim().length < 10) clear();
    else timer = window.setTimeout(ask, PAUSE);
  };
  text.addEventListener("input", later);
  form.elements.namedItem("place")?.addEventListener("input", later);
  wants.addEventListener("change", later);
}

// Names of streets and landmarks below the field of the place.
export function startPlaces(form) {
  const field = form.elements.namedItem("place");
  const list = document.getElementById("places");
  if (!field || !list?.dataset.places) return;
  const page = form.querySelector("[data-hint]")?.dataset.page ?? "";
  let timer = 0;
  let last = "";
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const place = field.value.trim();
      if (place.length < 2 || place === last) return;
      last = place;
      try {
        const answer = await fetch(list.dataset.places, { method: "POST", body: new URLSearchParams({ place, page }) });
        if (!answer.ok) return;
        const { places } = await answer.json();
        list.replaceChildren(...places.map((value) => Object.assign(document.createElement("option"), { value })));
      } catch { /* no network: one types it out */ }
    }, 250);
  });
}
