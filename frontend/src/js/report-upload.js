// Large files come in parts while one still writes: with a bar, going on after a break, waited for when one sends.
// Small ones go with the form as without script; so does everything where this does not work.
const LARGE = 1024 * 1024;
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries

export function startUploads(form) {
  const field = form.querySelector("[data-upload]");
  if (!field || !window.DataTransfer || !window.fetch) return;
  const coming = new Set();
  let wanted = null;
  field.addEventListener("change", () => {
    const stays = new DataTransfer();
    for (const file of field.files) {
      if (file.size > LARGE) begin(form, field, file, coming, goOn);
      else stays.items.add(file);
    }
    field.files = stays.files;
  });
  form.addEventListener("submit", (event) => {
    if (coming.size === 0) return;
    event.preventDefault();
    wanted = { by: event.submitter };
  });
  // One that was lost is seen before anything is sent without it.
  function goOn(isLost) {
    const wasWanted = wanted !== null;
    if (isLost) wanted = null;
    if (isLost || coming.size > 0 || !wanted) return wasWanted;
    const { by } = wanted;
    wanted = null;
    form.requestSubmit(by);
    return true;
  }
}

function begin(form, field, file, coming, goOn) {
  const line = draw(field, file);
  const stop = new AbortController();
  coming.add(file);
  line.drop.addEventListener("click", () => {
    stop.abort();
    line.box.remove();
    end();
    field.focus();
  });
  send(field, file, line, stop.signal).then(
    (kept) => {
      line.bar.remove();
      line.said.textContent = file.name;
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: "kept", value: kept });
      line.box.append(hidden);
      end();
    },
    (wrong) => {
      if (stop.signal.aborted) return;
      line.bar.remove();
      line.said.textContent = `${file.name}: ${wrong.message || field.dataset.wordsFailed}`;
      line.said.classList.add("form-error");
      if (end(true)) line.drop.focus();
    },
  );
  function end(isLost = false) {
    coming.delete(file);
    return goOn(isLost);
  }
}

async function send(field, file, line, signal) {
  const made = new FormData();
  made.append("stamp", field.dataset.stamp);
  made.append("size", file.size);
  made.append("kind", file.type);
  const begun = await again(() => fetch(field.dataset.upload, { method: "POST", body: made, signal }), field, line, signal);
  const { url, part } = await begun.json();
  let offset = 0;
  for (;;) {
    const at = offset;
    const answer = await again(() => put(url, file.slice(at, at + part), at, signal), field, line, signal);
    offset = Number(answer.headers.get("Upload-Offset"));
    line.bar.value = offset / file.size;
    if (answer.status === 200) return (await answer.json()).kept;
    if (answer.ok && offset >= file.size) await pause(PAUSES[0]); // all is there and another request makes it ready
  }
}

// It is read aloud whenever it is written, and there are many parts.
function tell(line, words) {
  if (line.said.textContent !== words) line.said.textContent = words;
}

function put(url, body, offset, signal) {
  const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
  return fetch(url, { method: "PATCH", body, headers, signal });
}

// A lost connection and a server that is away are waited for; a refusal is told. 409 says where it stands.
async function again(ask, field, line, signal) {
  for (let tries = 0; ; tries += 1) {
    let answer = null;
    try {
      answer = await ask();
    } catch (error) {
      if (signal.aborted) throw error;
    }
    if (answer && (answer.ok || answer.status === 409)) {
      tell(line, `${line.name} ${field.dataset.wordsComing}`);
      return answer;
    }
    if (answer && answer.status < 500) throw new Error((await answer.json().catch(() => ({}))).wrong ?? "");
    if (tries >= 20) throw new Error(field.dataset.wordsFailed);
    tell(line, `${line.name}. ${field.dataset.wordsBroken}`);
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

function pause(seconds) {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}

function draw(field, file) {
  const box = document.createElement("div");
  box.className = "o-file";
  const said = document.createElement("span");
  said.textContent = `${file.name} ${field.dataset.wordsComing}`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const drop = document.createElement("button");
  Object.assign(drop, { type: "button", className: "btn btn-outline-primary btn-sm", textContent: field.dataset.wordsDrop });
  drop.setAttribute("aria-label", `${field.dataset.wordsDrop}: ${file.name}`);
  const told = document.createElement("div");
  told.append(said, bar);
  box.append(told, drop);
  field.parentElement.querySelector("[data-uploads]").append(box);
  return { box, said, bar, drop, name: file.name };
}
