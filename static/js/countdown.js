// How long a seat is still held, beside the moment that the page says. It speaks to screen readers once, near the end.
const NEAR = 120; // seconds

for (const note of document.querySelectorAll("[data-until]")) {
  const left = note.querySelector("[data-left]");
  const until = Date.parse(note.dataset.until);
  const tick = () => {
    const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
    left.textContent = `(${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")})`;
    left.hidden = false;
    if (seconds <= NEAR && !note.classList.contains("note--warn")) {
      note.classList.add("note--warn");
      note.setAttribute("role", "status");
    }
    if (seconds > 0) setTimeout(tick, 1000);
  };
  tick();
}
