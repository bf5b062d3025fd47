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

// What was typed is there again when the session had ended or the form was too old: after the sign-in, or once the
// page is opened anew. It is kept in this tab alone, until the next page that is no sign-in, and for the same reader.
const TYPED = "portal-typed";
const here = () => location.pathname + location.search;
const { reader } = document.body.dataset;

document.addEventListener("submit", ({ target: form }) => {
  if (!reader || form.method !== "post" || form.querySelector("[type=password]") || location.pathname.includes("/accounts/")) return;
  const typed = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") (typed[name] ??= []).push(value);
  delete typed.csrfmiddlewaretoken;
  keep({ reader, page: here(), number: [...document.forms].indexOf(form), typed });
});

function keep(what) {
  try {
    if (what) sessionStorage.setItem(TYPED, JSON.stringify(what));
    else sessionStorage.removeItem(TYPED);
  } catch {
    // no room for it, or not allowed: then it is not kept
  }
}

function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(TYPED));
  } catch {
    return null;
  }
}

function fill(form, typed) {
  for (const field of form?.elements ?? []) {
    if (!field.name || /^(hidden|file|submit|button|fieldset)$/.test(field.type)) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = !!typed[field.name]?.includes(field.value);
    else if (typed[field.name]?.length) field.value = typed[field.name].shift();
  }
}

const kept = recall();
if (kept && (location.pathname.includes("/accounts/") || document.querySelector("[data-interrupted]"))) {
  keep({ ...kept, interrupted: true });
} else if (kept) {
  keep(null);
  if (kept.interrupted && kept.reader === reader && kept.page === here()) fill(document.forms[kept.number], kept.typed);
}

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
