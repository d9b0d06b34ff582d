// The public side needs no script; this changes the look without loading the page again, and lets lists grow.
import { startLook } from "./look.js";
import { startMore } from "./more.js";

document.documentElement.classList.add("o-js");
startLook();
startMore();

// What is heavy is fetched once the page stands: a map, below the words that people came for.
const heavy = document.querySelector("[data-later]");
if (heavy) {
  const fetchIt = () => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: heavy.dataset.sheet });
    const script = Object.assign(document.createElement("script"), { src: heavy.dataset.later });
    sheet.addEventListener("load", () => document.head.append(script));
    document.head.append(sheet);
  };
  if (document.readyState === "complete") fetchIt();
  else window.addEventListener("load", fetchIt);
}
