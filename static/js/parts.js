// What pages need of which htmx exchanges a part (templates/_htmx.html): the new part is told to those who listen,
// nobody loses their place, and an answer that is no part (another page, a refusal) is opened as the page that it is.

const said = document.createElement("p");
said.className = "vh";
said.role = "status";
document.querySelector("main").append(said);

// What scripts make needless: the button of a form that is saved with each choice.
function spare() {
  const bars = document.querySelectorAll("[data-spare]");
  if (bars.length) document.body.classList.remove("has-action");
  for (const bar of bars) bar.remove();
}

if (window.htmx) spare();

let folds = []; // of everything that unfolds: its id, and whether the reader has it open

function isPart({ raw, status }) {
  return !raw.redirected && (status < 400 || status === 422);
}

function on(event, handler) {
  document.addEventListener(`htmx:${event}`, (happened) => handler(happened.detail.ctx, happened));
}

on("before:request", (ctx) => ctx.target?.setAttribute?.("aria-busy", "true"));
on("finally:request", (ctx) => ctx.target?.removeAttribute?.("aria-busy"));

on("before:response", (ctx, event) => {
  if (isPart(ctx.response)) return;
  event.preventDefault();
  const isRead = ctx.request.method === "GET";
  location.assign(ctx.response.raw.redirected || isRead ? ctx.response.raw.url : location.href);
});

on("before:swap", () => {
  folds = [...document.querySelectorAll("details[id]")].map(({ id, open }) => [id, open]);
});

on("after:swap", () => {
  spare();
  for (const [id, open] of folds) {
    const again = document.getElementById(id);
    if (again) again.open = open;
  }
  const news = document.querySelector("[data-say]") ?? document.querySelector("[data-focus]");
  said.textContent = news?.textContent.trim() ?? "";
  if (document.activeElement === document.body) document.querySelector("[data-focus]")?.focus();
});
