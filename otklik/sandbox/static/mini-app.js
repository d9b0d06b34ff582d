// VK's side of vk-bridge, as far as the sandbox plays it: answers what the application in the frame asks.
"use strict";

const frame = document.getElementById("app");
const ask = document.getElementById("ask");
const dark = matchMedia("(prefers-color-scheme: dark)");
const ANSWERS = { VKWebAppInit, SetSupportedHandlers, VKWebAppResizeWindow, VKWebAppScroll, VKWebAppAllowMessagesFromGroup };

function tell(type, data) {
  frame.contentWindow.postMessage({ type, data }, "*");
}

function VKWebAppInit() {
  const appearance = dark.matches ? "dark" : "light";
  tell("VKWebAppUpdateConfig", { app_id: "51000001", appearance, scheme: dark.matches ? "space_gray" : "bright_light" });
  return { result: true };
}

function SetSupportedHandlers() {
  return { supportedHandlers: Object.keys(ANSWERS) };
}

function VKWebAppResizeWindow({ width, height }) {
  frame.style.height = `${height}px`;
  return { width, height };
}

function VKWebAppScroll({ top }) {
  window.scrollTo(0, frame.offsetTop + top - document.querySelector(".top").offsetHeight);
  return { top, height: window.innerHeight };
}

async function VKWebAppAllowMessagesFromGroup({ key = "" }) {
  ask.returnValue = "";
  ask.showModal();
  await new Promise((done) => { ask.addEventListener("close", done, { once: true }); });
  if (ask.returnValue !== "yes") throw new Error("User denied");
  const answer = await fetch(frame.dataset.allow, { method: "POST", body: new URLSearchParams({ key }) });
  if (!answer.ok) throw new Error("Access denied");
  return { result: true };
}

window.addEventListener("message", async ({ source, data }) => {
  if (source !== frame.contentWindow || data?.type !== "vk-connect") return;
  const { handler, params: { request_id: number, ...params } } = data;
  try {
    if (!ANSWERS[handler]) throw new Error("Unsupported platform");
    const told = await ANSWERS[handler](params);
    tell(handler === "SetSupportedHandlers" ? handler : `${handler}Result`, { ...told, request_id: number });
  } catch (why) {
    tell(`${handler}Failed`, { error_type: "client_error", error_data: { error_code: 4, error_reason: why.message }, request_id: number });
  }
});
