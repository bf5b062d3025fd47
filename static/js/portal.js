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
  keep({ reader, page: here(), number: [...document.forms].indexOf(form), typed: typedIn(form), text: form.dataset.keep && nameOf(form) });
});

function typedIn(form) {
  const typed = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") (typed[name] ??= []).push(value);
  delete typed.csrfmiddlewaretoken;
  return typed;
}

function keep(what, name = TYPED) {
  try {
    if (what) sessionStorage.setItem(name, JSON.stringify(what));
    else sessionStorage.removeItem(name);
  } catch {
    // no room, or not allowed
  }
}

function recall(name = TYPED) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
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
const isBetween = location.pathname.includes("/accounts/") || !!document.querySelector("[data-interrupted]");
if (kept && isBetween) {
  keep({ ...kept, interrupted: true });
} else if (kept) {
  keep(null);
  if (kept.interrupted && kept.reader === reader && kept.page === here()) fill(document.forms[kept.number], kept.typed);
}

// A long text is kept while one types, in the same way: whoever leaves without saving finds it again. data-keep is the
// version that is saved; what was typed on an older one is sent as that, and what was sent and taken is forgotten.
const PAUSE = 400; // milliseconds without a key
const nameOf = (form) => // whichever language the page is read in
  "portal-text:" + new URL(form.getAttribute("action") ?? "", location.href).pathname.replace(/^\/en\//, "/");

const long = document.querySelector("form[data-keep]");
const sent = !isBetween && !kept?.interrupted && kept?.text;
if (sent && sent !== (long && nameOf(long))) keep(null, sent);
if (long && reader) beginText(long, nameOf(long));

function beginText(form, name) {
  const before = recall(name);
  const store = () => keep({ reader, version: form.dataset.keep, typed: typedIn(form) }, name);
  if (form.dataset.unsaved !== undefined) store();
  else if (before?.reader !== reader || (sent === name && before.version !== form.dataset.keep)) keep(null, name);
  else bringBack(form, before);
  let waits = 0;
  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(store, PAUSE);
  });
  addEventListener("pagehide", () => waits && store());
  form.querySelector("[data-forget]")?.addEventListener("click", () => {
    waits = 0;
    keep(null, name);
  });
}

function bringBack(form, { typed, version }) {
  const is = typedIn(form);
  const lost = Object.keys(typed).filter((name) => form.elements[name]?.type !== "hidden" && String(typed[name]) !== String(is[name] ?? ""));
  if (!lost.length) return;
  for (const name of ["version", "form_key"]) if (form.elements[name] && typed[name]) form.elements[name].value = typed[name];
  form.dataset.keep = version;
  fill(form, typed);
  for (const name of lost) form.elements[name]?.closest?.("details")?.setAttribute("open", "");
  form.querySelector("[data-kept]")?.removeAttribute("hidden");
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

// When somebody signs out, nobody else finds what they typed, nor the list of guests that the door of an event keeps on
// this device (static/js/door); that goes when its time is over, too.
function forgetGuests() {
  localStorage.removeItem("portal-door-until");
  indexedDB.deleteDatabase("portal-door-list");
  globalThis.caches?.delete("portal-door");
}

document.addEventListener("submit", ({ target }) => {
  if (!target.getAttribute("action")?.endsWith("/logout/")) return; // a form may have a field that is called "action"
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("portal-t")) sessionStorage.removeItem(name);
  if (localStorage.getItem("portal-door-until")) forgetGuests();
});
if (Date.now() > Date.parse(localStorage.getItem("portal-door-until"))) forgetGuests();
