// A form is sent once: a second press while the answer is on its way does nothing, and the button shows that it works.
// Where a file comes back, the page and its form stay; after a while it may be sent again.
const WAIT = 5000;

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if ("sent" in form.dataset) return event.preventDefault();
  form.dataset.sent = "";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), WAIT);
});

// A page that comes back out of the browser's memory is to be used again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

function release(form) {
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
}
