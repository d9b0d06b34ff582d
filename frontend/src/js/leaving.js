// Whoever signs out leaves nothing to read on the phone: the page of tasks that opens without signal goes. What was
// told there and is not sent yet stays, for the same person.
export function startLeaving() {
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action")?.endsWith("/sign-out/")) window.caches?.delete("otklik-tasks");
  });
}
