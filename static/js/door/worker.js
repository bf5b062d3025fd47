// Keeps the page of the door, and nothing else, where there is no network. What is on the shelf, the page itself puts
// there (store.js); a page that comes fresh is always preferred.
const SHELF = "portal-door";
const PATIENCE = 4000; // milliseconds: a network that answers nothing is none

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (/\.(css|js|woff2|svg|png)$/.test(new URL(request.url).pathname)) event.respondWith(part(request));
});

async function page(request) {
    const kept = () => caches.match(registration.scope, { ignoreVary: true });
    const fresh = fetch(request);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    try {
        const first = await Promise.race([fresh, late]);
        if (first && first.status < 500) return first;
    } catch {
        // no network: the page from the shelf
    }
    return await kept() ?? fresh;
}

async function part(request) {
    return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}
