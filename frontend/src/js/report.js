// The forms work without script. With it: the stamp is worked out while one reads, a draft stays on the device, the
// phone tells the place, the link is copied.
import { forgetDraft, startDraft } from "./report-draft.js";
import { startHint, startPlaces } from "./report-hint.js";
import { startChoosing, startPlace } from "./report-place.js";
import { startStamp } from "./report-stamp.js";
import { startUploads } from "./report-upload.js";
import { goToWrong } from "./wrong.js";

const form = document.querySelector("[data-report]");
const check = document.querySelector("[data-check]");
if (form) {
  startDraft(form);
  startPlace(form);
  startChoosing(form);
  startHint(form);
  startPlaces(form);
  startUploads(form);
}
const further = document.getElementById("further");
if (further) startUploads(further);
if (check) startStamp(check);
const done = document.getElementById("done-box")?.dataset;
if (done) forgetDraft(done.kind, done.number);
goToWrong();

for (const button of document.querySelectorAll("[data-copy]")) {
  const told = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => navigator.clipboard.writeText(told.textContent.trim()));
}
