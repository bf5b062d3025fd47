// Keeps the part of the page marked data-live up to date while work runs; the page says how often, in milliseconds.
// Without scripts there is a link to the page as it is now (_look_again.html). When the work is over, the whole page
// is new.
const part = document.querySelector("[data-live]");

async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (!fresh) return location.reload();
    for (const old of part.querySelectorAll("[data-part]")) {
      const now = fresh.querySelector(`[data-part="${old.dataset.part}"]`);
      if (now && now.outerHTML !== old.outerHTML) old.replaceWith(document.importNode(now, true));
    }
    say(fresh);
  }
  setTimeout(refresh, Number(part.dataset.live));
}

// Screen readers hear a sentence once for every quarter of the work.
function say(fresh) {
  const [told, news] = [part, fresh].map((each) => each.querySelector("[data-say]"));
  if (told && news && told.textContent !== news.textContent) told.textContent = news.textContent;
}

if (part) setTimeout(refresh, Number(part.dataset.live));
