// On other sites: <script src="…/widget.js" data-page="key" data-kind="buttons|report|opinion" data-theme="auto" async>
// puts a frame in its place and lets it grow with what it holds. It reads nothing of the site and sets nothing there.
(() => {
  const script = document.currentScript;
  const { page = "", kind = "buttons", theme = "auto", lang = "" } = script.dataset;
  const ours = new URL(script.src).origin;
  const what = ["buttons", "report", "opinion"].includes(kind) ? kind : "buttons";
  const address = new URL(`/embed/${encodeURIComponent(page)}/${what}/`, ours);
  if (theme !== "auto") address.searchParams.set("theme", theme);
  if (lang) address.searchParams.set("lang", lang);
  const frame = document.createElement("iframe");
  frame.src = address;
  const titles = lang === "en"
    ? { buttons: "Report a problem or say what you think", report: "Report a problem", opinion: "Say what you think" }
    : { buttons: "Сообщить о проблеме или высказать мнение", report: "Сообщить о проблеме", opinion: "Высказать мнение" };
  frame.title = titles[what];
  frame.allow = "geolocation; clipboard-write";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  Object.assign(frame.style, { width: "100%", height: what === "buttons" ? "320px" : "900px", border: "0" });
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== ours || source !== frame.contentWindow || data?.otklik !== "height") return;
    const height = Number(data.height);
    if (height > 0 && height < 20000) frame.style.height = `${Math.ceil(height)}px`;
  });
  script.after(frame);
})();
