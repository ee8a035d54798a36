// The main journey in Firefox.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { mainJourney } from "./engines.mjs";
import { serveFor } from "./harness.mjs";

/** Returns the path of the Firefox that FIREFOX names, or of an installed one. */
function firefoxPath() {
  const names = process.env.FIREFOX ? [process.env.FIREFOX] : ["firefox-esr", "firefox"];
  const found = names.map((name) => spawnSync("which", [name], { encoding: "utf8" }).stdout.trim()).find(Boolean);
  assert.ok(found, "no Firefox found; scripts/setup test installs it, or name yours in FIREFOX");
  return found;
}

test("the main journey in Firefox", async (t) => {
  const site = await serveFor(t, { base: "/portbook/" });
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefoxPath(), headless: true, extraPrefsFirefox: { "intl.accept_languages": "en" } });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const complaints = [];
  page.on("pageerror", (fault) => complaints.push(`uncaught: ${fault.stack ?? fault}`));
  page.on("console", (line) => ["error", "warn"].includes(line.type()) && complaints.push(`console: ${line.text()}`));
  const found = async (find, ...args) => (await page.evaluateHandle(find, ...args)).asElement();
  const drawn = () => page.waitForSelector("h1");
  await mainJourney({
    goto: async (address) => (await page.goto(address), drawn()),
    again: async () => (await page.reload(), drawn()),
    run: (work, ...args) => page.evaluate(work, ...args),
    click: async (find, ...args) => (await found(find, ...args)).click(),
    type: async (find, text) => (await found(find)).type(text),
    choose: async (find, path) => (await found(find)).uploadFile(path),
    complaints: async () => complaints,
  }, site);
});
