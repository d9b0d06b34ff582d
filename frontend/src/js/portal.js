// The public side needs no script; this only changes the look without loading the page again.
import { startLook } from "./look.js";

document.documentElement.classList.add("o-js");
startLook();
