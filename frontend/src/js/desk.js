// The desk. htmx is configured by <meta name="htmx-config">: no eval, no styles of its own.
import htmx from "htmx.org";
import { startBack } from "./back.js";
import { startCopying } from "./copy.js";
import { startCounters } from "./counter.js";
import { startDeadlines } from "./deadlines.js";
import { startDialogs } from "./dialogs.js";
import { startDrafts } from "./drafts.js";
import { startFilling } from "./fill.js";
import { startForms } from "./forms.js";
import { startKeeping } from "./keep.js";
import { startKeyboard } from "./keyboard.js";
import { startLive } from "./live.js";
import { startPasskeys } from "./passkeys.js";
import { startLeaving } from "./leaving.js";
import { startLook, startSecondColumn } from "./look.js";
import { startToasts, toast } from "./toasts.js";

window.htmx = htmx;
document.documentElement.classList.add("o-js");

startDialogs(); // first: it may stop a form before anyone else sees it
startKeeping();
startForms();
startDrafts();
startCounters();
startFilling();
startCopying();
startKeyboard();
startBack();
startDeadlines();
startToasts();
startPasskeys();
startLook();
startSecondColumn();
startLeaving();

const words = document.getElementById("words")?.dataset ?? {};
document.addEventListener("htmx:sendError", () => toast(words.offline, "error"));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status >= 500 || status === 429) toast(words.failed, "error");
});
startLive();
