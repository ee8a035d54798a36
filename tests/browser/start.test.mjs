// The release starts, asks nobody but its own origin, and is usable by everyone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { test } from "node:test";
import { DIST, allFiles, firstScreen, restOfApp } from "../../scripts/size.mjs";
import { assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, backUp, bringIn, facts, go, saved } from "./steps.mjs";

const home = await serveRelease();
const below = await serveRelease({ base: "/portbook/" });

for (const address of [home, below]) {
  test(`the app starts at ${new URL(address).pathname} and loads only what is counted`, async (t) => {
    const browser = await launch(t);
    const page = await openApp(browser, address);
    assert.match(await page.title(), /Portbook$/);

    await page.waitForLoadState("networkidle");
    const loaded = new Set(browser.requests.map((url) => url.replace(address, "").replace(/[?#].*/, "") || "index.html"));
    // Browsers look at once whether the app may be installed.
    const ofApp = [...loaded].filter((name) => !/^icons\/|^manifest/.test(name));
    assert.deepEqual(ofApp.sort(), [...firstScreen(), ...restOfApp()].sort());
  });
}

test("the first screen is drawn without the rest of the app", async (t) => {
  const first = await launch(t);
  const page = await openApp(first, home);
  await bringIn(page, EXTRACT);
  // What the browser remembers is read before the first screen.
  await backUp(page);
  await go(page, "customers");
  await page.locator(".chooser summary").click();
  await page.locator(".chooser input").first().click();
  await first.close();

  for (const profile of [undefined, first.profile]) {
    const browser = await launch(t, { profile });
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    await browser.context.route("**/*_rest.wasm", async (route) => {
      await held;
      await route.continue();
    });
    // A first part that needs the rest would wait for it here, for ever.
    const again = await openApp(browser, home);
    if (profile) await again.locator(".table__body tr").first().waitFor();
    assert.equal(await again.evaluate(() => globalThis.portbookRest.isHere()), false);
    letGo();
    await again.evaluate(() => globalThis.portbookRest.load());
    assert.equal(await again.evaluate(() => globalThis.portbookRest.waits), 0);
    await browser.close();
  }
});

test("a rest that cannot be loaded is said, and loaded on another try", async (t) => {
  const browser = await launch(t, { allow: /_rest\.wasm|Failed to load resource/ });
  let isCut = true;
  await browser.context.route("**/*_rest.wasm", (route) => (isCut ? route.abort() : route.continue()));
  const page = await openApp(browser, home);
  await page.goto(`${home}#/rules`);
  await page.getByText("This part of the app could not be loaded").waitFor();
  isCut = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
});

test("a book is read the same before the rest of the app is there", async (t) => {
  const page = await openApp(await launch(t), home);
  await bringIn(page, EXTRACT);
  await go(page, "analysis/positioning?asof=2011-12-09");
  await page.getByLabel("Size of the market").selectOption("1");
  await page.getByText("Score saved").first().waitFor();
  await go(page, "analysis/rfm?asof=2011-12-09&scores=own");
  await page.getByRole("button", { name: "Use these limits" }).click();
  await page.getByText("Own limits saved").first().waitFor();
  await saved(page);
  const before = facts(await backUp(page));
  for (const part of ["market-size", "recency"]) assert.ok(JSON.stringify(before.settings).includes(part), part);
  let come;
  const comes = new Promise((resolve) => (come = resolve));
  await page.context().route("**/*_rest.wasm", (route) => comes.then(() => route.continue()));
  await go(page, "customers");
  await page.reload();
  await page.locator(".table__body tr").first().waitFor();
  come();
  assert.deepEqual(facts(await backUp(page)), before);
});

test("the first screen is accessible", async (t) => {
  const page = await openApp(await launch(t), home);
  await assertAccessible(page);
  await takeScreens(page, "start");
});

test("the release does not tell where it was built", () => {
  for (const name of allFiles()) {
    const content = readFileSync(DIST + name, "latin1");
    for (const folder of [`${homedir()}/`, process.cwd(), "registry/src"]) {
      assert.ok(!content.includes(folder), `${name} names ${folder}`);
    }
  }
});
