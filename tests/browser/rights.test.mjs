// The rights of those in the book: a copy of what it holds on them, and erasure that leaves no trace in what a page can reach.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CORNERS, assertAccessible, freshProfile, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { backUp, bringIn, example, facts, go, saved, taken } from "./steps.mjs";

const address = await serveRelease();
const NAME = "Quixotrix Zephyrwing";
const PERSON = "Ysolde Vanterpool";
const ORDERS = ["customer,date,amount,city", `${NAME},2024-01-15,100.00,Zwiebelstadt`, "Birch,2024-02-15,200.00,Oslo"].join("\n");
const FILE = { name: `orders of ${NAME}.csv`, mimeType: "text/csv", buffer: Buffer.from(ORDERS) };
const WORDS = ["Quixotrix", "Ysolde", "Zwiebelstadt"];

const button = (page, name) => page.getByRole("button", { name, exact: true });
const item = (page, name) => page.getByRole("menuitem", { name, exact: true });

/** Opens the first customer of the book. */
async function openCustomer(page) {
  await go(page, "customers/1");
  await page.locator(".panel__title", { hasText: NAME }).waitFor();
}

/** Picks what the menu of the customer offers. */
async function pick(page, name) {
  await page.locator(".panel").getByRole("button", { name: "More to do" }).first().click();
  await item(page, name).click();
}

/** Adds a person to the customer that is open. */
async function addPerson(page) {
  await page.keyboard.press("c");
  await page.locator(".panel").getByLabel("Name", { exact: true }).fill(PERSON);
  const email = page.locator(".panel").getByLabel("E-mail", { exact: true });
  await email.fill("ysolde@zephyr.example");
  await email.press("Enter");
  await page.locator(".panel").getByRole("button", { name: "Save", exact: true }).click();
  await page.locator(".contact").getByText(PERSON).waitFor();
  await saved(page);
}

/** Returns the keys of all storage that a page can reach whose key or unpacked value holds one of some words. */
function reachable(page, words) {
  return page.evaluate(async (words) => {
    const inflate = async (bytes) => {
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      const parts = [];
      const reader = stream.getReader();
      // What lies behind the packed bytes ends the reading with a fault; all before it was read.
      try {
        for (let part; !(part = await reader.read()).done; ) parts.push(part.value);
      } catch {}
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    };
    const unpacked = (text) => {
      const units = [...text].map((unit) => unit.codePointAt(0) - 0x3400);
      if (units.some((unit) => unit < 0 || unit >> 15)) return new TextEncoder().encode(text);
      const bits = units.map((unit) => unit.toString(2).padStart(15, "0")).join("");
      return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
    };
    const pieces = Object.entries(localStorage).map(([key, value]) => [key, unpacked(value)]);
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const stores = [...opening.result.objectStoreNames];
          const read = opening.result.transaction(stores);
          for (const store of stores) {
            const [keys, all] = [read.objectStore(store).getAllKeys(), read.objectStore(store).getAll()];
            all.onsuccess = () => keys.result.forEach((key, at) => pieces.push([`${store} ${key}`, all.result[at]]));
          }
          read.oncomplete = () => { opening.result.close(); resolve(); };
        };
      });
    }
    const latin = new TextDecoder("latin1");
    const found = [];
    for (const [key, raw] of pieces) {
      const bytes = raw instanceof Uint8Array ? raw : new TextEncoder().encode(JSON.stringify(raw));
      const texts = [key, latin.decode(bytes)];
      for (let from = 12; from < Math.min(bytes.length, 60); from += 1) texts.push(latin.decode(await inflate(bytes.slice(from))));
      if (words.some((word) => texts.some((text) => text.includes(word)))) found.push(key);
    }
    return found;
  }, words);
}

/** Returns the files of a profile in which a word stands as a browser may write it. */
function files(profile, words) {
  const forms = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, "utf16le")]);
  const entries = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => forms.some((form) => readFileSync(path).includes(form)));
}

test("a customer is erased for good, and no storage that a page can reach tells of it", async (t) => {
  const profile = freshProfile(t);
  const browser = await launch(t, { profile });
  const page = await openApp(browser, address);
  await bringIn(page, FILE);
  await openCustomer(page);
  await addPerson(page);
  assert.ok((await reachable(page, WORDS)).length > 2, "the search finds what is there");

  await pick(page, "Erase for good…");
  const dialog = page.getByRole("dialog").filter({ hasText: "There is no undo" });
  await dialog.getByText("Backups saved until now").waitFor();
  const erase = dialog.getByRole("button", { name: `Erase ${NAME} for good` });
  assert.ok(await erase.isDisabled());
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "rights-erase");
  await dialog.getByLabel(`Type “${NAME}” to confirm`).fill(NAME);
  await erase.click();
  await page.locator(".toast", { hasText: "Erased for good" }).waitFor();
  await saved(page);
  await page.getByRole("grid").getByText("Birch").first().waitFor();
  assert.equal(await page.getByRole("grid").getByText(NAME).count(), 0);
  assert.deepEqual(await reachable(page, WORDS), []);

  await go(page, "book/history");
  await page.getByText("Erased a customer with all that told of it").waitFor();
  assert.ok(!(await page.locator(".shell__main").innerText()).includes("Quixotrix"));
  await takeScreens(page, "rights-history");
  await page.reload();
  await page.getByText("Erased a customer with all that told of it").waitFor();
  await saved(page);
  assert.deepEqual(await reachable(page, WORDS), []);
  const backup = await backUp(page);
  assert.deepEqual(facts(backup).customers.map(({ name }) => name), ["Birch"]);
  assert.ok(WORDS.every((word) => !backup.buffer.toString("utf8").includes(word)));
  await browser.close();
  const traces = files(profile, WORDS).map((path) => path.slice(profile.length));
  t.diagnostic(`traces in the browser's own files: ${traces.join(", ") || "none"}`);
});

test("a person gets a copy, a note of what was agreed, and is erased alone", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, FILE);
  await openCustomer(page);
  await addPerson(page);
  await page.locator(".contact").getByText("No consent noted").waitFor();
  const more = page.locator(".contact").getByRole("button", { name: "More to do" });
  await more.click();
  await takeScreens(page, "rights-contact");
  await item(page, "Note: refuses to be written to").click();
  await page.locator(".contact").getByText("Refuses to be written to").waitFor();
  await page.locator(".customer__head").getByText("Refuses to be written to").waitFor();
  await assertAccessible(page, CORNERS);

  await more.click();
  await item(page, "Save all data…").click();
  const copy = await taken(page, () => button(page, "JSON").click());
  const held = JSON.parse(copy.buffer.toString("utf8"));
  assert.equal(held.contacts[0].name, PERSON);
  assert.equal(held.contacts[0].consent, "refused");
  assert.equal(held.history.length, 2);
  assert.ok(!copy.buffer.toString("utf8").includes("Birch"));
  const workbook = await taken(page, () => button(page, "Excel").click());
  assert.ok(workbook.name.endsWith(".xlsx") && workbook.buffer.length > 1000);
  await page.keyboard.press("Escape");

  await more.click();
  await item(page, "Erase for good…").click();
  await page.getByLabel(`Type “${PERSON}” to confirm`).fill(PERSON);
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "Erased for good" }).waitFor();
  await saved(page);
  assert.deepEqual(await reachable(page, ["Ysolde", "ysolde"]), []);
  await page.getByRole("grid").getByText(NAME).first().waitFor();
});

test("who was deleted earlier is erased from the history", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, FILE);
  await openCustomer(page);
  await pick(page, "Delete this customer");
  await saved(page);
  assert.notDeepEqual(await reachable(page, WORDS), []);
  await go(page, "book/history");
  await page.getByRole("grid").getByText("Deleted").first().click();
  await button(page, "Erase for good…").click();
  await page.getByLabel(`Type “${NAME}” to confirm`).fill(NAME);
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "Erased for good" }).waitFor();
  await saved(page);
  assert.deepEqual(await reachable(page, WORDS), []);
});

test("a whole customer is handed over", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/1");
  await pick(page, "Save all data…");
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "rights-extract");
  const copy = await taken(page, () => button(page, "JSON").click());
  const held = JSON.parse(copy.buffer.toString("utf8"));
  assert.equal(held.customers.length, 1);
  assert.ok(held.orders.length > 0 && held.history.length > 0);
});

for (const locale of ["en", "fr", "zh-CN"]) {
  test(`the page of data protection is there in plain words: ${locale}`, async (t) => {
    const page = await openApp(await launch(t, { locale }), address);
    await page.locator(".start__promise a").click();
    await page.locator(".privacy__points").first().waitFor();
    assert.equal(await page.locator(".privacy__points").count(), 4);
    await assertAccessible(page, CORNERS);
    await takeScreens(page, `rights-privacy-${locale}`);
    await page.locator(".back-link").click();
    await page.locator(".bookplace a[href$='/book/privacy']").waitFor();
  });
}
