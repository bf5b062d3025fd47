// What a door keeps on its device: the list of who is expected, which is wiped, and the queue of what was done and has
// not been sent yet, which is not: it holds keys, moments and the names of walk-ins.
export const LIST = "portal-door-list";
export const QUEUE = "portal-door-queue";
export const SHELF = "portal-door"; // the page itself and what it needs, for where there is no network
export const UNTIL = "portal-door-until"; // when the list goes; portal.js looks at it on every page

function opened(name, store, keyPath) {
    return new Promise((resolve, reject) => {
        const asked = indexedDB.open(name, 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore(store, keyPath ? { keyPath } : undefined);
        asked.onsuccess = () => {
            asked.result.onversionchange = () => asked.result.close(); // somebody signs out in another window
            resolve(asked.result);
        };
        asked.onerror = () => reject(asked.error);
    });
}

async function within(name, store, keyPath, mode, work) {
    const base = await opened(name, store, keyPath);
    try {
        return await new Promise((resolve, reject) => {
            const deal = base.transaction(store, mode);
            const asked = work(deal.objectStore(store));
            deal.oncomplete = () => resolve(asked?.result);
            deal.onabort = deal.onerror = () => reject(deal.error);
        });
    } finally {
        base.close();
    }
}

const inLists = (mode, work) => within(LIST, "lists", null, mode, work);
const inQueue = (mode, work) => within(QUEUE, "scans", "id", mode, work);

export const keepList = (door, list) => inLists("readwrite", (lists) => lists.put(list, door));
export const listOf = (door) => inLists("readonly", (lists) => lists.get(door));

export const queue = (scan) => inQueue("readwrite", (scans) => scans.put(scan));
export const settle = (ids) => inQueue("readwrite", (scans) => { for (const id of ids) scans.delete(id); });

export async function waiting(door) {
    const all = await inQueue("readonly", (scans) => scans.getAll());
    return all.filter((scan) => scan.door === door).sort((one, other) => one.at - other.at);
}

// The page and its parts, as they were loaded just now; what an older page needed goes.
export async function keepPage(address, parts) {
    const shelf = await caches.open(SHELF);
    const wanted = new Set([address, ...parts].map((each) => new URL(each, location.href).href));
    const there = (await shelf.keys()).map(({ url }) => url);
    await Promise.all(there.filter((url) => !wanted.has(url)).map((url) => shelf.delete(url)));
    await Promise.all([...wanted].filter((url) => url === new URL(address, location.href).href || !there.includes(url))
        .map((url) => fetch(url, { credentials: "same-origin" }).then((answer) => {
            if (answer.ok && !answer.redirected) return shelf.put(url, answer);
        })));
}

export async function wipe() {
    localStorage.removeItem(UNTIL);
    indexedDB.deleteDatabase(LIST);
    await caches.delete(SHELF);
    const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
    await Promise.all(workers.filter(({ scope }) => scope.endsWith("/desk/door/")).map((each) => each.unregister()));
}
