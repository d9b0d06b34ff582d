// The public side needs no script; this changes the look without loading the page again, and lets lists grow.
import { startLook } from "./look.js";
import { startMore } from "./more.js";
import { goToWrong } from "./wrong.js";

document.documentElement.classList.add("o-js");
startLook();
startMore();
goToWrong();

// What is heavy is fetched once the page stands and is painted: a map, below the words that people came for.
const heavy = document.querySelector("[data-later]");
if (heavy) {
  const fetchIt = () => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: heavy.dataset.sheet });
    const script = Object.assign(document.createElement("script"), { src: heavy.dataset.later });
    sheet.addEventListener("load", () => document.head.append(script));
    document.head.append(sheet);
  };
  // The browser tells of its first paint when it is seen, so what follows can't hold the words back.
  if (PerformanceObserver.supportedEntryTypes.includes("paint")) {
    const observer = new PerformanceObserver(() => {
      observer.disconnect();
      fetchIt();
    });
    observer.observe({ type: "paint", buffered: true });
  } else fetchIt();
}
