// Within another site: tells it how high the form is, and only a site that may show it.
const allowed = document.body.dataset.origins.split(" ").filter(Boolean);
const above = window.parent === window || !document.referrer ? "" : new URL(document.referrer).origin;
const remembered = `otklik-above-${document.body.dataset.key}`;

// After the first step the referrer is our own page: which site stands above was noted by the first.
function siteAbove() {
  if (allowed.includes(above)) {
    try { window.sessionStorage.setItem(remembered, above); } catch { /* a browser may refuse it in a frame */ }
    return [above];
  }
  try {
    const noted = window.sessionStorage.getItem(remembered);
    return allowed.includes(noted) ? [noted] : allowed;
  } catch {
    return allowed;
  }
}

if (window.parent !== window) {
  const sites = siteAbove();
  const tell = () => {
    const height = document.getElementById("main").getBoundingClientRect().height;
    for (const site of sites) window.parent.postMessage({ otklik: "height", height }, site);
  };
  new ResizeObserver(tell).observe(document.getElementById("main"));
}
