// Works the stamp out as soon as the page of the last look is there; who is faster waits a moment.
export function startStamp(form) {
  const { salt, target, most, worker: address } = form.dataset;
  const number = form.elements.namedItem("number");
  const working = form.querySelector("[data-working]");
  let waits = null;
  const worker = new Worker(address);
  const settle = (found) => {
    number.value = found >= 0 ? String(found) : "-";
    if (waits) form.requestSubmit(waits);
  };
  worker.onmessage = ({ data }) => settle(data);
  worker.onerror = () => settle(-1); // sent without it the message only takes the slower way
  worker.postMessage({ salt, target, most: Number(most) });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "send" || number.value) return;
    event.preventDefault();
    waits = event.submitter;
    working.hidden = false;
  });
}
