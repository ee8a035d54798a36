// A sealed book: only its passphrase opens it, in the browser, in a backup, and in the files of the browser's profile.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CORNERS, assertAccessible, freshProfile, launch, openApp, serveRelease, takeScreens, until } from "./harness.mjs";
import { bringIn, facts, go, saved, taken } from "./steps.mjs";

const address = await serveRelease();
const PASSPHRASE = "lantern copper willow tuesday";
const OTHER = "walnut 灯笼 harbor seventeen";
/** Names that stand nowhere else. */
const NAMES = ["Quixotrix Zephyrwing", "Brambleforth 灯芯草贸易", "Ysolde Vanterpool"];
const ORDERS = ["customer,date,amount", ...NAMES.map((name, at) => `${name},2024-0${at + 1}-15,${at + 1}00.00`)].join("\n");
const FILE = { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(ORDERS) };

const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByLabel(name, { exact: true });

/** Seals the open book. */
async function seal(page, passphrase = PASSPHRASE) {
  await go(page, "book");
  await button(page, "Protect with a passphrase…").click();
  await field(page, "New passphrase").fill(passphrase);
  await field(page, "The same again").fill(passphrase);
  await page.getByLabel("I understand").check();
  await button(page, "Encrypt the book").click();
  await button(page, "Lock now").waitFor();
  await saved(page);
}

/** Waits for the lock screen, and tries a passphrase. */
async function unlock(page, passphrase) {
  await page.getByText("This book is locked.").waitFor();
  await field(page, "Passphrase").fill(passphrase);
  await page.keyboard.press("Enter");
}

/** Opens a book that is locked, and waits for its page. */
async function opens(page, passphrase) {
  await unlock(page, passphrase);
  await page.locator(".shell__main").waitFor();
}

async function refuses(page, passphrase) {
  await unlock(page, passphrase);
  await page.getByText("This passphrase does not open it").waitFor();
}

/** Asserts that the list shows all names. */
async function showsAll(page, names = NAMES) {
  await go(page, "customers");
  for (const name of names) await page.getByRole("grid").getByText(name).first().waitFor();
}

/** Adds a customer by hand. */
async function add(page, name) {
  await go(page, "customers");
  await button(page, "New customer").click();
  await page.locator(".panel").getByLabel("Name", { exact: true }).fill(name);
  await page.locator(".panel").getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("grid").getByText(name).first().waitFor();
  await saved(page);
}

/** Returns the files of a profile that hold one of `names` as a browser may write them. */
function holding(profile, names) {
  const forms = names.flatMap((name) => {
    const first = name.split(" ")[0];
    return [first, encodeURIComponent(name)].flatMap((text) => [Buffer.from(text), Buffer.from(text, "utf16le")]);
  });
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  assert.ok(paths.length > 10, "a profile holds many files");
  return paths.filter((path) => {
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form));
  });
}

test("a sealed book opens with its passphrase alone, until that is changed or taken away", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, FILE);
  await go(page, "book");
  await button(page, "Protect with a passphrase…").click();
  await field(page, "New passphrase").fill("password2024");
  await page.getByText("Too easy to guess.").waitFor();
  await field(page, "The same again").fill("password2024");
  await page.getByLabel("I understand").check();
  assert.ok(await button(page, "Encrypt the book").isDisabled(), "what is guessed at once is no passphrase");
  await field(page, "New passphrase").fill(PASSPHRASE);
  await page.getByText("Not the same as above").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "seal-dialog");
  await button(page, "Cancel").click();

  await seal(page);
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "seal-book");
  await add(page, "Corvina Ltd");
  await page.reload();
  await refuses(page, "lantern copper");
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "seal-locked");
  await button(page, "Forgotten?").click();
  await page.getByText("Without the passphrase nobody can open this book").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "seal-forgotten");
  await opens(page, PASSPHRASE);
  await showsAll(page, [...NAMES, "Corvina Ltd"]);
  await button(page, "Undo").click();
  await page.getByRole("grid").getByText("Corvina Ltd").waitFor({ state: "detached" });
  await saved(page);

  await go(page, "book");
  await button(page, "Change the passphrase…").click();
  await field(page, "Present passphrase").fill("not this one");
  await field(page, "New passphrase").fill(OTHER);
  await field(page, "The same again").fill(OTHER);
  await page.getByLabel("I understand").check();
  await button(page, "Change").click();
  await page.getByText("This passphrase does not open it").waitFor();
  await field(page, "Present passphrase").fill(PASSPHRASE);
  await button(page, "Change").click();
  await page.getByText("The passphrase was changed").waitFor();
  await page.keyboard.press("Control+Shift+L");
  await refuses(page, PASSPHRASE);
  await opens(page, OTHER);
  await showsAll(page);

  await go(page, "book");
  await button(page, "Remove the passphrase…").click();
  await field(page, "Present passphrase").fill(OTHER);
  await button(page, "Remove").click();
  await page.getByText("The book is no longer encrypted").waitFor();
  await page.reload();
  await showsAll(page);
});

test("an encrypted backup opens in another browser with its passphrase alone", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, FILE);
  await seal(page);
  const sealed = await taken(page, () => button(page, "Save a backup").click());
  const plain = await taken(page, () => button(page, "Save an unencrypted backup").click());
  assert.equal(facts(plain).customers.length, NAMES.length);
  const text = sealed.buffer.toString("utf8");
  assert.ok(NAMES.every((name) => !text.includes(name.split(" ")[0])));

  const elsewhere = await openApp(await launch(t), address);
  const content = text.indexOf('"content":"') + 60;
  const damaged = text.slice(0, content) + (text[content] === "A" ? "B" : "A") + text.slice(content + 1);
  await elsewhere.setInputFiles("input[type=file]", { ...sealed, mimeType: "application/json", buffer: Buffer.from(damaged) });
  await field(elsewhere, "Passphrase").fill(PASSPHRASE);
  await button(elsewhere, "Open the backup").click();
  await elsewhere.getByText("the file is damaged").waitFor();
  await button(elsewhere, "Leave it as it is").click();
  await elsewhere.setInputFiles("input[type=file]", { ...sealed, mimeType: "application/json" });
  await field(elsewhere, "Passphrase").fill("lantern");
  await button(elsewhere, "Open the backup").click();
  await elsewhere.getByText("This passphrase does not open it").waitFor();
  await assertAccessible(elsewhere, CORNERS);
  await takeScreens(elsewhere, "seal-backup");
  await field(elsewhere, "Passphrase").fill(PASSPHRASE);
  await button(elsewhere, "Open the backup").click();
  await button(elsewhere, "Replace my book").click();
  await showsAll(elsewhere);
});

test("a book that nobody opens any more can be deleted, and another begun", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, FILE);
  await seal(page);
  await page.reload();
  await page.getByText("This book is locked.").waitFor();
  await button(page, "Forgotten?").click();
  await button(page, "Open the example").click();
  await page.locator(".banners").getByRole("button", { name: "Go to my own book" }).click();
  await page.getByText("This book is locked.").waitFor();
  await button(page, "Forgotten?").click();
  await button(page, "Delete this locked book").click();
  await page.getByLabel("Type “DELETE” to confirm").fill("DELETE");
  await page.getByRole("dialog").getByRole("button", { name: "Delete this locked book" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await go(page, "");
  await button(page, "Open the example").waitFor();
  await bringIn(page, FILE);
  await page.reload();
  await showsAll(page);
});

test("an untouched page locks itself", async (t) => {
  const browser = await launch(t);
  const page = browser.context.pages()[0];
  await page.clock.install();
  await openApp(browser, address);
  await bringIn(page, FILE);
  await seal(page);
  await page.getByText("After 5 minutes").click();
  await page.clock.fastForward("04:30");
  await page.keyboard.press("Tab");
  await page.clock.fastForward("04:30");
  await page.locator(".shell__main").waitFor();
  await page.clock.fastForward("00:40");
  await opens(page, PASSPHRASE);
});

test("a second tab asks for the passphrase too, and goes on for the first", async (t) => {
  const browser = await launch(t);
  const first = await openApp(browser, address);
  await bringIn(first, FILE);
  await seal(first);
  const second = await browser.context.newPage();
  await second.goto(`${address}#/customers`);
  await opens(second, PASSPHRASE);
  await showsAll(second);
  await first.close();
  // The writer is gone, and this tab takes its place with the key it has.
  await second.locator("button:enabled", { hasText: "New customer" }).waitFor();
});

test("no file of the browser shows a name of a book that was sealed before anything was entered", async (t) => {
  const profile = freshProfile(t);
  const browser = await launch(t, { profile });
  const page = await openApp(browser, address);
  await seal(page);
  await bringIn(page, FILE);
  await add(page, "Marchetti-Okonkwo");
  // What is typed and not saved is kept as well.
  await button(page, "New customer").click();
  await page.locator(".panel").getByLabel("Name", { exact: true }).fill("Halbwegs Getippt");
  await page.reload();
  await opens(page, PASSPHRASE);
  await showsAll(page);
  // What is searched for would stand in the address, which the browser remembers.
  await page.getByRole("searchbox").first().fill("Brambleforth");
  await page.locator(".table__foot").getByText("1 of 4 customers").waitFor();
  assert.ok(!page.url().includes("Bramble"));
  await button(page, "New customer").click();
  await until(async () => (await page.locator(".panel").getByLabel("Name", { exact: true }).inputValue()) === "Halbwegs Getippt");
  await page.keyboard.press("Control+Shift+L");
  await page.getByText("This book is locked.").waitFor();
  await browser.close();
  const names = [...NAMES, "Marchetti-Okonkwo", "Halbwegs Getippt", PASSPHRASE];
  assert.deepEqual(holding(profile, names), []);
});

test("the search of the files would find a name that lies open", async (t) => {
  const profile = freshProfile(t);
  const browser = await launch(t, { profile });
  const page = await openApp(browser, address);
  await bringIn(page, FILE);
  await add(page, "Marchetti-Okonkwo");
  await browser.close();
  assert.notDeepEqual(holding(profile, ["Marchetti-Okonkwo"]), []);
});

test("of a book that was sealed later, no storage that a page can reach shows a name", async (t) => {
  const profile = freshProfile(t);
  const browser = await launch(t, { profile });
  const page = await openApp(browser, address);
  await bringIn(page, FILE);
  await add(page, "Marchetti-Okonkwo");
  await seal(page);
  const versions = await page.evaluate(() => new Promise((resolve) => {
    const opening = indexedDB.open("portbook");
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      const read = opening.result.transaction(stores);
      const found = [];
      for (const name of stores) {
        const all = read.objectStore(name).getAll();
        all.onsuccess = () => found.push(...all.result.map((bytes) => [name, bytes[2], bytes[3]]));
      }
      read.oncomplete = () => resolve(found);
    };
  }));
  assert.ok(versions.length > 2);
  for (const [shelf, version, packing] of versions) {
    assert.ok(version === 2 && (shelf === "meta" || packing & 2), `${shelf}: ${version}, ${packing}`);
  }
  await browser.close();
  const traces = holding(profile, ["Marchetti-Okonkwo"]).map((path) => path.slice(profile.length));
  t.diagnostic(`traces of earlier storage in the browser's own files: ${traces.join(", ") || "none"}`);
});
