// Stands between the page of tasks and the net: without signal the page opens as it was seen last. Nothing is sent from
// here: that is the page's work (tasks.js). Only the page and the interface's own files are kept, and after signing out
// neither.
const KEPT = "otklik-tasks";
const PAGE = new URL("./", self.location).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function keep({ keep: files, page }) {
  const cache = await caches.open(KEPT);
  const known = await cache.keys();
  const wanted = new Set([...files, new URL(page, self.location).href]);
  await Promise.all(known.filter((one) => !wanted.has(one.url)).map((one) => cache.delete(one)));
  const missing = files.filter((file) => !known.some((one) => one.url === file));
  await Promise.all(missing.map((file) => cache.add(file)));
  const seen = await fetch(page, { credentials: "same-origin" });
  if (seen.ok && !seen.redirected) await cache.put(page, seen);
}

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  const answer = (text) => event.source?.postMessage(text);
  event.waitUntil(keep(event.data).then(() => answer("kept"), () => answer("not kept")));
});

async function page(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(PAGE, answer.clone());
    else if (answer.type === "opaqueredirect" || answer.status < 500) await cache.delete(PAGE);
    return answer;
  } catch (error) {
    const known = await cache.match(PAGE);
    if (known) return known;
    throw error;
  }
}

async function file(request) {
  const known = await caches.match(request, { cacheName: KEPT });
  return known ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});
