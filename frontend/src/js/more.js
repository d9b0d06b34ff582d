// «Show more»: the next page of a list comes below this one. Without script, or network, it is an ordinary link.
export function startMore() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-more]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("aria-busy")) return;
    event.preventDefault();
    link.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.dataset.more);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const rows = [...page.querySelectorAll("[data-rows] > ul > li")];
      link.closest("[data-rows]").querySelector("ul").append(...rows);
      const next = page.querySelector("a[data-more]");
      if (next) link.replaceWith(next);
      else link.parentElement.remove();
      rows[0]?.querySelector("a")?.focus({ preventScroll: true });
    } catch { location.assign(link.href); }
  });
}
