// Without a network: the app is laid up at the first visit, asks for nothing after it, and is replaced only when its reader agrees.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeOffline } from "../../scripts/offline.mjs";
import { DIST } from "../../scripts/size.mjs";
import { THEMES, assertAccessible, launch, openApp, serveFor, takeScreens, until } from "./harness.mjs";
import { EXTRACT, bringIn, go, saved, taken } from "./steps.mjs";

/** Waits until all of the app is laid up and this page is answered from there. */
const laidUp = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");

/** Asks for whatever the app loads late: another page, a chart, a workbook. */
async function useAll(page) {
  await go(page, "analysis?asof=2011-12-09");
  await page.locator(".graph canvas").first().waitFor();
  await go(page, "book");
  const { buffer } = await taken(page, () => page.getByRole("button", { name: "Everything · Excel" }).click());
  assert.equal(buffer.toString("latin1", 0, 2), "PK");
}

/** Returns a copy of the release for the test `t`, to be replaced by newer ones. */
function copied(t) {
  const folder = mkdtempSync(join(tmpdir(), "portbook-release-")) + "/";
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** Makes the release in a folder a newer one, whose pages know their number: all files of its module bear other names. */
function renew(folder, number) {
  const [old] = readdirSync(folder).join().match(/app-[0-9a-f]{16}/);
  const name = `app-${String(number).padStart(16, "0")}`;
  for (const file of readdirSync(folder).filter((file) => file.startsWith(old))) {
    renameSync(join(folder, file), join(folder, file.replace(old, name)));
  }
  const page = join(folder, "index.html");
  writeFileSync(page, readFileSync(page, "utf8").replaceAll(old, name));
  appendFileSync(join(folder, "start.js"), `\nwindow.release = ${number};\n`);
  writeOffline(folder);
}

/** Has the page look for a newer release, as the browser does when it is opened and the app once a day. */
const lookForNewer = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).update().then(() => {}));
const notice = (page, words) => page.locator(".notice", { hasText: words });
const release = (page) => page.evaluate(() => window.release);
const offered = "A new version of Portbook is ready";

for (const base of ["/", "/portbook/"]) {
  test(`after a first visit at ${base} the app needs no network`, async (t) => {
    const site = await serveFor(t, { base });
    const browser = await launch(t, { isLaidUp: true });
    const page = await openApp(browser, site.address);
    await laidUp(page);
    await site.stop();
    await browser.context.setOffline(true);
    // What was not loaded yet comes from where it was laid up, and so does all at the next visit.
    await bringIn(page, EXTRACT);
    await useAll(page);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await useAll(page);
    const another = await openApp(browser, `${site.address}#/customers`);
    await another.locator(".table__body tr").first().waitFor();
  });
}

test("once it is laid up the app asks only whether there is a newer one", async (t) => {
  let heard = [];
  const site = await serveFor(t, { base: "/portbook/", onRequest: (path) => heard.push(path) });
  const browser = await launch(t, { isLaidUp: true });
  const page = await openApp(browser, site.address);
  await laidUp(page);
  const loaded = new Set(heard);
  await bringIn(page, EXTRACT);
  heard = [];
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await useAll(page);
  await page.evaluate(() => window.portbook);
  await page.goto("about:blank");
  await page.goto(`${site.address}index.html#/rules`);
  await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
  await until(() => heard.includes("offline.js"));
  assert.deepEqual([...new Set(heard)], ["offline.js"]);
  // At the first visit, too, only what the app may load was asked for.
  assert.deepEqual([...loaded].filter((path) => /\.html$|\.d\.ts$|^https?:/.test(path)), []);
});

/** Notes what becomes of the service worker that the page asks for, as `window.end`. */
function noteEnd() {
  const container = window.ServiceWorkerContainer.prototype;
  const { register } = container;
  window.end = new Promise((resolve) => {
    container.register = async function (...wanted) {
      const found = await register.apply(this, wanted);
      const { installing: coming } = found;
      coming.addEventListener("statechange", () => coming.state === "installing" || resolve(coming.state));
      return found;
    };
  });
}

test("what is laid up is what was built, or nothing is", async (t) => {
  const folder = copied(t);
  const charts = readdirSync(folder).find((file) => file.endsWith("_charts.js"));
  appendFileSync(join(folder, charts), "\n");
  const site = await serveFor(t, { folder });
  const browser = await launch(t, { isLaidUp: true, allow: /integrity|net::ERR_ABORTED/ });
  await browser.context.addInitScript(noteEnd);
  const page = await openApp(browser, site.address);
  const end = await page.evaluate(() => window.end);
  const kept = await page.evaluate(async () => {
    const all = (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length);
    return (await Promise.all(all)).reduce((sum, count) => sum + count, 0);
  });
  assert.deepEqual([end, kept], ["redundant", 0]);
  await bringIn(page, EXTRACT);
});

test("a newer version is offered and taken, and the book stays", async (t) => {
  const folder = copied(t);
  const site = await serveFor(t, { folder, base: "/portbook/" });
  const browser = await launch(t, { isLaidUp: true });
  const page = await openApp(browser, site.address);
  await laidUp(page);
  await bringIn(page, EXTRACT);
  renew(folder, 2);
  await lookForNewer(page);
  await notice(page, offered).waitFor();
  await assertAccessible(page);
  await takeScreens(page, "newer");
  // It goes on as it is for whoever does not want it now, and is offered again at the next visit.
  await notice(page, offered).getByRole("button", { name: "Dismiss" }).click();
  await notice(page, offered).waitFor({ state: "detached" });
  assert.equal(await release(page), undefined);
  await page.reload();
  await notice(page, offered).waitFor();
  assert.equal(await release(page), undefined);

  const other = await openApp(browser, `${site.address}#/customers`);
  await notice(other, offered).waitFor();
  await notice(page, offered).getByRole("button", { name: "Update now" }).focus();
  await page.keyboard.press("Enter");
  for (const tab of [page, other]) {
    await tab.waitForFunction(() => window.release === 2);
    await tab.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await notice(tab, "new version").count(), 0);
  }
  await go(page, "customers?asof=2011-12-09");
  await page.locator(".table__body tr").first().waitFor();
  await until(async () => (await page.evaluate(() => caches.keys())).length === 1);
  await site.stop();
  await page.reload();
  await useAll(page);
  assert.equal(await release(page), 2);
});

test("a page where something is typed is not taken away, and keeps what it may still load", async (t) => {
  const folder = copied(t);
  const site = await serveFor(t, { folder, base: "/portbook/" });
  const browser = await launch(t, { isLaidUp: true });
  const page = await openApp(browser, site.address);
  await laidUp(page);
  await bringIn(page, EXTRACT);
  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill("Written halfway");
  renew(folder, 2);
  await lookForNewer(page);

  // Its own reader is told first.
  await notice(page, offered).getByRole("button", { name: "Update now" }).click();
  await notice(page, "is not saved yet").getByRole("button", { name: "Update anyway" }).waitFor();
  assert.equal(await release(page), undefined);

  const other = await openApp(browser, site.address);
  await notice(other, offered).getByRole("button", { name: "Update now" }).click();
  await other.waitForFunction(() => window.release === 2);
  await notice(page, "in use in another tab").waitFor();
  await takeScreens(page, "newer-elsewhere");
  assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Written halfway");
  // The server has these files no more.
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "Written halfway" }).waitFor();
  await saved(page);
  await useAll(page);
  assert.equal(await release(page), undefined);
  assert.equal((await page.evaluate(() => caches.keys())).length, 2);

  await notice(page, "in use in another tab").getByRole("button", { name: "Reload" }).click();
  await page.waitForFunction(() => window.release === 2);
  await until(async () => (await page.evaluate(() => caches.keys())).length === 1);
  await go(page, "customers?q=halfway");
  await page.locator(".table__body tr", { hasText: "Written halfway" }).waitFor();
});

/** Keeps the disk busy, so that nothing of this page can be saved until `letGo` is called in it. */
const holdDisk = () =>
  new Promise((resolve) => {
    const opening = indexedDB.open("portbook");
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      const transaction = opening.result.transaction(stores, "readwrite");
      let isHeld = true;
      window.letGo = () => (isHeld = false);
      const again = () => {
        if (isHeld) transaction.objectStore(stores[0]).count().onsuccess = again;
        else opening.result.close();
      };
      again();
      resolve();
    };
  });

test("a newer version waits until what was done is on the disk", async (t) => {
  const folder = copied(t);
  const site = await serveFor(t, { folder });
  const browser = await launch(t, { isLaidUp: true });
  const page = await openApp(browser, site.address);
  await laidUp(page);
  await bringIn(page, EXTRACT);
  renew(folder, 2);
  await lookForNewer(page);
  await notice(page, offered).waitFor();
  await page.evaluate(holdDisk);
  await page.keyboard.press("Control+z");
  await page.locator(".save-state", { hasText: "Saving" }).waitFor();
  await notice(page, offered).getByRole("button", { name: "Update now" }).click();
  await notice(page, "as soon as everything is saved").waitFor();
  await takeScreens(page, "newer-saving");
  assert.equal(await release(page), undefined);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state), "installed");
  await page.evaluate(() => window.letGo());
  await page.waitForFunction(() => window.release === 2);
  await page.getByRole("heading", { level: 1 }).waitFor();
  // What was undone stays undone.
  await go(page, "customers");
  await page.getByText("0 of 0 customers").waitFor();
});

test("the offer is legible in Chinese and French on a phone", async (t) => {
  for (const [locale, words] of [["zh-CN", "Portbook 新版本已就绪"], ["fr", "Une nouvelle version de Portbook est prête"]]) {
    const folder = copied(t);
    const site = await serveFor(t, { folder });
    const browser = await launch(t, { isLaidUp: true, locale, width: 390, height: 844 });
    const page = await openApp(browser, site.address);
    await laidUp(page);
    renew(folder, 2);
    await lookForNewer(page);
    await notice(page, words).waitFor();
    await assertAccessible(page, THEMES.map((theme) => [theme, 390]));
    await takeScreens(page, `newer-${locale}`);
    await browser.close();
  }
});

test("browsers offer to install the app", async (t) => {
  const site = await serveFor(t, { base: "/portbook/" });
  const browser = await launch(t, { isLaidUp: true });
  const page = await openApp(browser, site.address);
  await laidUp(page);
  const session = await browser.context.newCDPSession(page);
  const { manifest, errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(new URL(manifest.startUrl).href, site.address);
  assert.equal(new URL(manifest.scope).href, site.address);
  // A profile that a test opened is for the browser one that leaves no trace, which is the one thing it minds.
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});
