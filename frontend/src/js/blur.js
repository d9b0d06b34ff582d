// Frames drawn by mouse, finger or pen over a photo: each becomes a line of the field, which can be typed into as well.
const LEAST = 0.5; // percent: a tap draws nothing

function linesOf(field) {
  return field.value.split("\n").map((line) => line.trim()).filter(Boolean);
}

function show(form, box, field) {
  for (const old of box.querySelectorAll(".o-frame")) old.remove();
  for (const line of linesOf(field)) {
    const numbers = (line.match(/\d{1,3}(?:[.,]\d{1,2})?/g) ?? []).map((one) => Number(one.replace(",", ".")));
    if (numbers.length === 4) box.append(frameOf(...numbers));
  }
  form.querySelector("[data-blur-undo]").hidden = linesOf(field).length === 0;
}

function frameOf(left, top, width, height) {
  const frame = document.createElement("span");
  frame.className = "o-frame";
  Object.assign(frame.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  return frame;
}

function between(box, from, to) {
  const left = Math.min(from.x, to.x), top = Math.min(from.y, to.y);
  return [left, top, Math.abs(from.x - to.x), Math.abs(from.y - to.y)].map((one) => Math.round(one * 10) / 10);
}

function begin(form) {
  const box = form.querySelector(".o-blur"), field = form.querySelector("textarea[name=areas]");
  if (!box || !field) return;
  let from = null, drawn = null;
  const at = (event) => {
    const around = box.getBoundingClientRect();
    const share = (value, start, length) => Math.min(100, Math.max(0, ((value - start) / length) * 100));
    return { x: share(event.clientX, around.left, around.width), y: share(event.clientY, around.top, around.height) };
  };
  box.classList.add("o-blur-on");
  box.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    from = at(event);
    drawn = frameOf(from.x, from.y, 0, 0);
    box.append(drawn);
    box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top, width, height] = between(box, from, at(event));
    Object.assign(drawn.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  });
  box.addEventListener("pointerup", (event) => {
    if (!from) return;
    const area = between(box, from, at(event));
    from = drawn = null;
    if (area[2] >= LEAST && area[3] >= LEAST) field.value = [...linesOf(field), area.join(" ")].join("\n");
    show(form, box, field);
  });
  box.addEventListener("pointercancel", () => {
    from = drawn = null;
    show(form, box, field);
  });
  field.addEventListener("input", () => show(form, box, field));
  form.querySelector("[data-blur-undo]").addEventListener("click", () => {
    field.value = linesOf(field).slice(0, -1).join("\n");
    show(form, box, field);
  });
  show(form, box, field);
}

for (const form of document.querySelectorAll("form[data-blur]")) begin(form);
