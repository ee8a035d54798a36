// The release starts, asks nobody but its own origin, and is usable by everyone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { test } from "node:test";
import { DIST, allFiles, firstScreen } from "../../scripts/size.mjs";
import { assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";

const home = await serveRelease();
const below = await serveRelease({ base: "/portbook/" });

for (const address of [home, below]) {
  test(`the app starts at ${new URL(address).pathname} and loads only what is counted`, async (t) => {
    const browser = await launch(t);
    const page = await openApp(browser, address);
    assert.match(await page.title(), /Portbook$/);

    await page.waitForLoadState("networkidle");
    const loaded = new Set(browser.requests.map((url) => url.replace(address, "").replace(/[?#].*/, "") || "index.html"));
    assert.deepEqual([...loaded].sort(), firstScreen());
  });
}

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
