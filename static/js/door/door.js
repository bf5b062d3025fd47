// The door of an event on a telephone: the list is loaded beforehand, whoever is let in is written to a queue on the
// device first and sent then, as often as it takes. Where the browser cannot do that, the page's forms stay as they are.
const root = document.querySelector("[data-door]");
const { door, list: LIST_AT, sync: SYNC_AT, language, zone, me } = root.dataset;
const words = JSON.parse(document.getElementById("door-words").textContent);
const part = (name) => root.querySelector(`[data-${name}]`);

const PATIENCE = 2000; // milliseconds that somebody waits at the door for the server's word
const LOOK_EVERY = 15_000;
const AT_ONCE = 100; // scans in one request; the server takes 500

let keep, codes, eyes;
let list = null;
let wiped = false;
let since = "";
let waits = 0;
let state = "online"; // offline, signed_out, closed
let turn = Promise.resolve(null);
let stop = null; // the camera

// The hours of the place, as the portal writes them: 14.00 น., 14:00 in English.
const hours = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", timeZone: zone });
const clock = (moment) => (language === "th" ? `${hours.format(moment).replace(":", ".")} น.` : hours.format(moment));
const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const place = () => part("device").value.trim().slice(0, 40);
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
const joined = (...parts) => parts.filter(Boolean).join(" · ");
const told = ({ at, by, door: where }) => joined(clock(new Date(at)), where, by);

// ---- the list

function person([key, name, more, ticket, party, hash, standing, admission]) {
    return { key, name, more, ticket, party, hash, standing, admission, plainly: codes.plain(`${name} ${more}`) };
}

async function take(fresh) {
    list = { ...fresh, people: fresh.people.map(person) };
    list.byKey = new Map(list.people.map((each) => [each.key, each]));
    for (const scan of await keep.waiting(door)) {
        const whom = scan.undo ? list.people.find(({ admission }) => admission?.id === scan.undo) : list.byKey.get(scan.attendee);
        if (whom && scan.undo) whom.admission = null;
        else if (whom && !whom.admission) whom.admission = mine(scan);
    }
}

const mine = (scan) => ({ id: scan.id, at: scan.at, by: me, door: place(), waits: true });

async function load() {
    const answer = await fetch(LIST_AT, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return; // the next sending tells why
    const fresh = await answer.json();
    await take(fresh);
    since = fresh.now;
    localStorage.setItem(keep.UNTIL, fresh.until);
    await keep.keepList(door, fresh);
}

async function remembered() {
    const kept = await keep.listOf(door);
    if (!kept) return;
    if (Date.now() > Date.parse(kept.until)) return keep.wipe();
    await take(kept);
    since = kept.now; // what the other doors did meanwhile
}

// What changed at any door is told again, so that a page which opens without a network knows it.
async function learn(answer) {
    for (const [key, admission] of answer.changes) {
        const whom = list?.byKey.get(key);
        if (whom) whom.admission = admission;
    }
    since = answer.now;
    part("expected").textContent = answer.expected.toLocaleString(language);
    if (!list) part("came").textContent = answer.came.toLocaleString(language);
    part("free").textContent = answer.free < 0 ? "–" : answer.free.toLocaleString(language);
    part("doubles-box").hidden = !answer.doubles.length;
    part("doubles").replaceChildren(...answer.doubles.map(({ name, first, second }) =>
        line(name, said(words.twice, { first: told(first), second: told(second) }))));
    if (list ? answer.version !== list.version : !wiped) await load(); // it may have failed before
    else if (list && answer.changes.length) await keep.keepList(door, packed());
}

const packed = () => ({
    ...list, byKey: undefined,
    people: list.people.map(({ key, name, more, ticket, party, hash, standing, admission }) =>
        [key, name, more, ticket, party, hash, standing, admission?.waits ? null : admission]),
});

async function forget() {
    await keep.wipe();
    list = null;
    wiped = true;
}

// ---- sending

function flush() {
    turn = turn.then(send, send);
    return turn;
}

async function send() {
    if (!navigator.onLine) return stand("offline");
    const scans = (await keep.waiting(door)).slice(0, AT_ONCE);
    const body = JSON.stringify({
        device: place(), now: Date.now(), since,
        scans: scans.map(({ id, at, offline, attendee, code, undo, name, ticket, paid }) => ({
            id, at, offline, attendee, code, undo, name, ticket, paid,
        })),
    });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": decodeURIComponent(token()) };
    const answer = await fetch(SYNC_AT, {
        method: "POST", redirect: "manual", headers, body, signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (!answer || answer.status >= 500) return stand("offline");
    if (answer.type === "opaqueredirect" || answer.status === 401) return stand("signed_out");
    if (!answer.ok) {
        const refusal = await answer.json().catch(() => ({}));
        if (refusal.why === "closed") await forget();
        if (answer.status !== 403) return stand("offline"); // nothing of ours that could be sent better
        return stand(refusal.why === "closed" ? "closed" : "signed_out");
    }
    const got = await answer.json();
    await settle(scans, got.answers);
    await learn(got);
    await stand("online");
    if (waits) setTimeout(flush, 50);
    return got.answers;
}

// Whoever was let in while the answer was late stays let in: the server hears of it once more, as of one without network.
async function settle(sent, answers) {
    const now = new Map((await keep.waiting(door)).map((scan) => [scan.id, scan]));
    const done = sent.filter(({ id, offline }) => id in answers
        && !(answers[id].outcome === "already" && now.get(id)?.offline && !offline));
    await keep.settle(done.map(({ id }) => id));
    for (const { attendee, id } of done) {
        const whom = list?.byKey.get(attendee);
        if (whom?.admission?.id === id) delete whom.admission.waits;
    }
}

async function stand(now) {
    state = now;
    waits = (await keep.waiting(door)).length;
    const banner = part("banner");
    const text = words.banner[state] + (waits ? ` ${said(waits === 1 ? words.waits_one : words.waits, { number: waits })}` : "");
    banner.hidden = state === "online" && !waits;
    banner.classList.toggle("note--warn", state !== "online");
    if (part("banner-text").textContent !== text) part("banner-text").textContent = text;
    part("sign-in").hidden = state !== "signed_out";
    if (list) part("came").textContent = list.people.filter(({ admission }) => admission).length.toLocaleString(language);
    part("list-age").textContent = list
        ? said(words.list, { number: list.people.filter(({ standing }) => !standing).length, at: clock(new Date(list.now)) })
        : words.no_list;
    recent();
    return null;
}

// ---- at the door

async function act(scan) {
    const whole = { id: crypto.randomUUID(), door, at: Date.now(), offline: state !== "online" || !navigator.onLine, ...scan };
    await keep.queue(whole);
    return whole;
}

async function admit(whom, scan = { attendee: whom.key }) {
    if (whom.standing) return show("void", whom, words.standing[whom.standing] ?? "");
    if (whom.admission) return show("already", whom, told(whom.admission));
    const made = await act(scan);
    whom.admission = mine(made);
    const answer = await answerTo(made);
    if (answer?.outcome === "already") whom.admission = answer.first;
    show(answer?.outcome ?? "admitted", whom, joined(answer?.first && told(answer.first), answer?.cancelled && words.after_end), made.id);
}

const inTime = (word) => Promise.race([word, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);

// The server's word if it comes in time; from then on the scan counts as one that was made without it.
async function answerTo(scan) {
    const sent = flush();
    if (scan.offline) return null;
    const answers = await inTime(sent);
    if (!answers?.[scan.id] && (await keep.waiting(door)).some(({ id }) => id === scan.id)) {
        await keep.queue({ ...scan, offline: true });
    }
    await stand(state);
    return answers?.[scan.id] ?? null;
}

async function scanned(text) {
    const code = codes.read(text);
    const hash = list && await codes.digest(list.salt, code);
    const whom = list?.people.find((each) => each.hash === hash);
    if (whom) return admit(whom);
    const party = list?.people.filter((each) => each.party === list.parties[hash]) ?? [];
    if (party.length === 1) return admit(party[0]);
    if (party.length) return choose(party);
    if (!codes.looksLikeOne(code)) return show("unknown", { name: text.trim() }, "");
    if (!codes.isWhole(code)) return show("mistyped", { name: code }, words.mistyped);
    if (state !== "online") return show("unknown", { name: code }, words.offline_unknown);
    const made = await act({ code, offline: false });
    const answer = await answerTo(made);
    if (!answer) { // it may have come too late to be heard: what was not said here does not count
        await keep.settle([made.id]);
        await act({ undo: made.id });
        return show("unknown", { name: code }, words.offline_unknown);
    }
    if (answer.outcome !== "unknown") await load();
    show(answer.outcome, { name: answer.name || code }, answer.first ? told(answer.first) : "", made.id);
}

// The code of a whole registration: which of them are here?
function choose(party) {
    const open = party.filter(({ standing, admission }) => !standing && !admission);
    if (!open.length) return admit(party[0]);
    show("party", { name: "" }, "");
    people(party);
}

async function undo(id, whom) {
    await act({ undo: id });
    if (whom) whom.admission = null;
    show("undone", whom ?? { name: "" }, "");
    await flush();
    await stand(state);
}

// ---- showing

function line(name, more, ...buttons) {
    const item = root.querySelector("template[data-line]").content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = name;
    item.querySelector("[data-more]").textContent = more;
    item.append(...buttons);
    return item;
}

function button(text, name, press) {
    const made = root.querySelector("template[data-press]").content.firstElementChild.cloneNode(true);
    made.firstChild.textContent = text;
    made.querySelector(".vh").textContent = ` ${name}`;
    made.addEventListener("click", press);
    return made;
}

function quietly(made) {
    made.classList.add("btn--2");
    return made;
}

const about = (whom) => joined(whom.ticket, whom.more);

function show(outcome, whom, more, id) {
    const good = ["admitted", "walkin"].includes(outcome), box = part("result");
    box.className = `door__result door__result--${good ? "yes" : outcome === "undone" ? "plain" : "no"}`;
    box.hidden = false;
    part("result-title").textContent = words.outcome[outcome] ?? outcome;
    part("result-name").textContent = whom.name;
    part("result-more").textContent = joined(good && about(whom), more);
    const party = good && whom.party ? list.people.filter((each) => each.party === whom.party && each !== whom && !each.standing && !each.admission) : [];
    part("result-party").replaceChildren(...party.map((each) => line(each.name, each.ticket, button(words.admit, each.name, () => admit(each)))));
    part("result-do").replaceChildren(...(good && id ? [quietly(button(words.undo, whom.name, () => undo(id, whom)))] : []));
    navigator.vibrate?.(good ? 60 : [80, 60, 80]);
    part("found").replaceChildren();
    recent();
}

function recent() {
    const last = (list?.people ?? []).filter(({ admission }) => admission)
        .sort((one, other) => new Date(other.admission.at) - new Date(one.admission.at)).slice(0, 10);
    part("recent-box").hidden = !last.length;
    part("recent").replaceChildren(...last.map((whom) => line(
        whom.name, joined(told(whom.admission), whom.admission.waits && words.not_sent),
        quietly(button(words.undo, whom.name, () => undo(whom.admission.id, whom))),
    )));
}

function look(text) {
    part("result").hidden = true; // it is about whoever came before
    const fits = codes.found((list?.people ?? []).filter(({ name }) => name), text, 12);
    people(fits);
    return fits.length;
}

function people(found) {
    part("found").replaceChildren(...found.map((whom) => line(
        whom.name, joined(about(whom), whom.admission ? told(whom.admission) : words.standing[whom.standing]),
        ...(whom.admission || whom.standing ? [] : [button(words.admit, whom.name, () => admit(whom))]),
    )));
}

// ---- what is pressed and typed

async function asked(event) {
    if (!list) return; // the form finds it on the server
    event.preventDefault();
    const box = part("ask").elements.q, text = box.value;
    if (!text.trim()) return;
    const isCode = codes.looksLikeOne(codes.read(text));
    if (isCode || !look(text)) await scanned(text);
    if (isCode) box.select();
}

async function camera() {
    const video = part("video"), toggle = part("scan");
    if (stop) {
        stop();
        stop = null;
    } else {
        try {
            part("lens").hidden = false;
            stop = await eyes.watch(video, root.dataset.decoder, scanned);
        } catch {
            show("no_camera", { name: "" }, words.no_camera);
        }
    }
    part("lens").hidden = !stop;
    toggle.setAttribute("aria-pressed", String(Boolean(stop)));
    part("scan-text").textContent = stop ? words.stop_scan : words.scan;
}

async function pictured(event) {
    const [file] = event.target.files;
    event.target.value = "";
    const text = file && await eyes.inPicture(file, root.dataset.decoder).catch(() => "");
    if (text) await scanned(text);
    else if (file) show("unread", { name: "" }, words.unread);
}

// Somebody who is not on the list comes. The form goes to the server if it answers just now; without a network they are
// noted by name alone, and the server seats them later.
async function walkedIn(event) {
    event.preventDefault();
    const form = event.target, { name: box, ticket, paid } = form.elements;
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    const hears = await inTime(flush().then(() => state === "online" && navigator.onLine));
    if (hears) return form.submit();
    delete form.dataset.sent;
    if (!box.value.trim()) return;
    const made = await act({
        name: box.value.trim().slice(0, 150), ticket: Number(ticket?.value) || undefined, paid: paid?.value, offline: true,
    });
    show("walkin", { name: made.name }, words.walkin_offline, made.id);
    box.value = "";
    if (paid) paid.value = "";
    await flush();
    await stand(state);
}

function listen() {
    part("ask").addEventListener("submit", asked);
    part("ask").elements.q.addEventListener("input", ({ target }) => (target.value.trim().length > 1 ? look(target.value) : part("found").replaceChildren()));
    part("scan").addEventListener("click", camera);
    part("picture").addEventListener("change", pictured);
    part("walkin").addEventListener("submit", walkedIn);
    part("wipe").addEventListener("click", async () => {
        await forget();
        await stand(state);
    });
    part("device").addEventListener("change", () => localStorage.setItem("portal-door-name", place()));
    addEventListener("online", flush);
    addEventListener("offline", () => stand("offline"));
    document.addEventListener("visibilitychange", () => document.hidden || flush());
    setInterval(() => {
        if (list && Date.now() > Date.parse(list.until)) forget().then(() => stand(state));
        else if (!document.hidden || waits) flush();
    }, LOOK_EVERY);
}

// What is typed without a network before the list is read would be asked of nobody: it waits for the list.
function holdEarly() {
    let early = false;
    const hold = (event) => {
        if (navigator.onLine) return;
        event.preventDefault();
        early = true;
    };
    part("ask").addEventListener("submit", hold);
    return () => {
        part("ask").removeEventListener("submit", hold);
        if (early) part("ask").requestSubmit();
    };
}

async function begin() {
    const release = holdEarly();
    const { store, codes: reading, camera: seeing, decoder, decoderPart, worker } = root.dataset;
    [keep, codes, eyes] = await Promise.all([import(store), import(reading), import(seeing)]);
    part("device").value = localStorage.getItem("portal-door-name") || part("device").value;
    await remembered();
    listen();
    release();
    for (const each of root.querySelectorAll("[data-ready]")) each.hidden = false;
    for (const each of root.querySelectorAll("[data-plain]")) each.remove(); // the forms' own answers
    part("doubles-box").hidden = !part("doubles").children.length;
    if (navigator.onLine) await load();
    await flush();
    await stand(state);
    root.dataset.loaded = "yes"; // the list is on the device
    const parts = performance.getEntriesByType("resource").map(({ name }) => name)
        .filter((name) => name.startsWith(location.origin) && /\.(css|js|woff2|svg|png)(\?|$)/.test(name));
    if (state === "online" && navigator.serviceWorker) {
        await navigator.serviceWorker.register(worker).catch(() => null);
        await keep.keepPage(location.pathname, [...parts, decoder, decoderPart]);
        root.dataset.shelved = "yes"; // and the page too: the network may go
    }
}

if (isSecureContext && globalThis.indexedDB && globalThis.crypto?.subtle) begin();
