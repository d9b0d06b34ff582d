// Our forms as a mini-app of VK: tells VK that they have started, wears its look, grows with what it holds, and asks
// whether the community may write when an answer is there. Nothing is asked of VK about the person.
import bridge from "@vkontakte/vk-bridge";

const main = document.getElementById("main");
const NARROWEST = 330; // VK's bounds of a window, in pixels
const LOWEST = 500;
const HIGHEST = 4050;

bridge.subscribe(({ detail: { type, data } }) => {
  if (type === "VKWebAppUpdateConfig" && data?.appearance) document.documentElement.dataset.theme = data.appearance === "dark" ? "dark" : "light";
});
bridge.send("VKWebAppInit").catch(() => {});
bridge.supportsAsync("VKWebAppResizeWindow").then((can) => {
  if (!can) return;
  const grow = () => {
    const height = Math.min(Math.max(Math.ceil(main.getBoundingClientRect().bottom + window.scrollY), LOWEST), HIGHEST);
    bridge.send("VKWebAppResizeWindow", { width: Math.max(window.innerWidth, NARROWEST), height }).catch(() => {});
  };
  new ResizeObserver(grow).observe(main);
});

// the next step of the form is shorter: whoever pressed the button at the foot of the last one would see nothing of it
if (document.referrer.startsWith(window.location.origin)) bridge.send("VKWebAppScroll", { top: 0 }).catch(() => {});

const box = document.querySelector("[data-let-write]");
if (box && bridge.isEmbedded()) {
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  box.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { result } = await bridge.send("VKWebAppAllowMessagesFromGroup", { group_id: Number(box.dataset.letWrite), key: box.dataset.code });
      said.textContent = result ? box.dataset.done : box.dataset.refused;
      button.hidden = Boolean(result);
    } catch {
      said.textContent = box.dataset.refused;
    }
    button.disabled = false;
  });
}
