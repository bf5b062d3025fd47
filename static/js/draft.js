// The organiser's form keeps what is typed while one types: a draft that only they see. Without this script there is the
// button for it.
const QUIET = 2500; // milliseconds without a key

for (const form of document.querySelectorAll("form[data-draft]")) {
  if (!form.querySelector("[name=do][value=publish]")) continue; // what is recorded already is saved by hand
  const said = form.querySelector("[data-draft-said]");
  let waits = 0;

  form.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(() => save(form, said), QUIET);
  });
  form.addEventListener("submit", () => clearTimeout(waits));
}

async function save(form, said) {
  const data = new FormData(form);
  data.delete("picture"); // a file is sent once, with the form
  data.set("do", "autosave");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, redirect: "error" });
    if (!answer.ok) return;
    const { draft, said: words } = await answer.json();
    form.elements.draft.value = draft;
    said.textContent = words;
  } catch {
    said.textContent = ""; // no connection, or signed out elsewhere: the button says why
  }
}
