// The public side needs no script; this changes the look without loading the page again, and lets lists grow.
import { startLook } from "./look.js";
import { startMore } from "./more.js";

document.documentElement.classList.add("o-js");
startLook();
startMore();
