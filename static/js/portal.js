// What scripts add to every page; without them nothing is missing.

// A form is sent once: the button says that it works, and a second press does nothing. A page that stays (the answer
// was a file) or that comes back from the browser's memory can be used again.
const WORKS_FOR = 10_000; // milliseconds

function free(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => form.dataset.sent && submitter?.setAttribute("aria-busy", "true"), 500);
  setTimeout(() => free(form), WORKS_FOR);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(free);
});

// A menu closes where one expects it: with Escape, and by a press elsewhere.
function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open], details.more[open]")) {
    if (menu !== but) menu.open = false;
  }
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open], details.more[open]");
  if (event.key !== "Escape" || !menu) return;
  closeMenus();
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => closeMenus(event.target.closest("details")));

// A row of tabs that is longer than the screen shows the one that is open.
for (const tab of document.querySelectorAll(".tabs > [aria-current]")) {
  const [row, open] = [tab.parentElement, tab.getBoundingClientRect()];
  row.scrollLeft += open.left + open.width / 2 - row.getBoundingClientRect().left - row.clientWidth / 2;
}

// A list of guests, which the door of an event keeps on this device (static/js/door), goes when somebody signs out, and
// when its time is over.
function forgetGuests() {
    localStorage.removeItem("portal-door-until");
    indexedDB.deleteDatabase("portal-door-list");
    globalThis.caches?.delete("portal-door");
}

document.addEventListener("submit", ({ target }) => {
    // By its attribute: a form may have a field that is called "action".
    if (target.getAttribute("action")?.endsWith("/logout/") && localStorage.getItem("portal-door-until")) forgetGuests();
});
if (Date.now() > Date.parse(localStorage.getItem("portal-door-until"))) forgetGuests();
