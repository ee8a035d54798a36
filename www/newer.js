// Has the app at hand without a network, and tells when a newer version of it is: the page's side of www/offline.js.

const DAY = 86_400_000;

let registration;
/** What is to be told, once it is known, and to whom. */
let news;
let tell;

/** Calls `onNews` with "ready" when a newer version waits, and with "here" when it has come; both at once if they have. */
export function watch(app, onNews) {
  tell = onNews;
  if (news) tell(news);
  // Some addresses and some private windows have none.
  if (navigator.serviceWorker) registration ??= register(app, navigator.serviceWorker).catch(() => {});
}

/** Lets the version that waits take over from the present one, for all pages. */
export async function take() {
  (await registration)?.waiting?.postMessage("take over");
}

function say(what) {
  news = what;
  tell(what);
}

async function register(app, worker) {
  // As long as pages hold it, what they may still load is kept.
  navigator.locks.request(app, { mode: "shared" }, () => new Promise(() => {}));
  const found = await worker.register(new URL("offline.js", app));
  // The first version that comes is the page's own.
  let isFirst = !found.active;
  worker.addEventListener("controllerchange", () => {
    if (!isFirst) say("here");
    isFirst = false;
  });
  if (found.waiting) say("ready");
  found.addEventListener("updatefound", () => {
    const coming = found.installing;
    coming.addEventListener("statechange", () => {
      if (coming.state === "installed" && found.active) say("ready");
    });
  });
  found.active?.postMessage("clear");
  // The browser looks for a newer version whenever the app is opened.
  setInterval(() => found.update().catch(() => {}), DAY);
  return found;
}
