// Answers for the app where there is no network, with what was laid up when this version of it came: the service worker.
// It asks for the files that scripts/offline.mjs lists, each of just these bytes, and for nothing else.

/** Addresses and checksums of the app's files. */
const files = FILES;
/** What is laid up for the app at this address, whatever its version. */
const ours = `portbook ${registration.scope} `;
const own = ours + VERSION;
const page = registration.scope;

addEventListener("install", (event) => event.waitUntil(layUp()));
addEventListener("activate", (event) => event.waitUntil(Promise.all([clients.claim(), clear()])));
addEventListener("message", (event) => event.waitUntil({ "take over": () => skipWaiting(), clear }[event.data]?.()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const [plain] = url.split("#");
  if (method !== "GET" || !plain.startsWith(page)) return;
  if (mode !== "navigate") event.respondWith(answer(plain, event.request));
  else if ([page, `${page}index.html`].includes(plain.split("?")[0])) event.respondWith(answer(page, event.request));
});

async function layUp() {
  const cache = await caches.open(own);
  // The browser compares each answer with its checksum, and keeps all of them or none.
  await cache.addAll(files.map(([address, integrity]) => new Request(address, { integrity, cache: "no-cache" })));
}

/** Answers with what is laid up of this version, else of an earlier one that a page still runs. */
async function answer(address, request) {
  const cache = await caches.open(own);
  return (await cache.match(address)) ?? (await caches.match(address)) ?? fetch(request);
}

/** Clears away what earlier versions laid up, except those that a page runs: it holds a lock named after its module. */
async function clear() {
  const { held } = await navigator.locks.query();
  const inUse = new Set(held.map(({ name }) => name));
  const names = await caches.keys();
  // In the order of their making: what comes after this version may be laid up just now.
  for (const name of names.slice(0, Math.max(names.indexOf(own), 0))) {
    if (!name.startsWith(ours)) continue;
    const kept = await (await caches.open(name)).keys();
    if (!kept.some(({ url }) => inUse.has(url))) await caches.delete(name);
  }
}
