// Browsers killed at random moments of work: whatever was shown as saved is there when the book is opened again.
// KILLS says how often (`scripts/kill` for many), SEED where chance begins; the moments themselves are the machine's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { freshProfile, launch, openApp, serveRelease } from "./harness.mjs";
import { choose, go, preview, saved, taken } from "./steps.mjs";

const KILLS = Number(process.env.KILLS ?? 10);
const SEED = Number(process.env.SEED ?? 1);
/** So many kills a book goes through. */
const OF_A_BOOK = 10;
const PASSPHRASE = "lantern copper willow tuesday";
/** What a killed page or one that is closed on its way complains of. */
const CUT_OFF = /^failed: |ERR_|WebSocket/;

const address = await serveRelease();

/** Returns whole numbers below a bound by chance, the same ones for the same seed (mulberry32). */
function chanceOf(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** What a book may hold when it is opened next: what was last shown as saved, and what was done since. */
class Book {
  promised = [[]];
  /** How many customers each act made. */
  sizes = [];
  /** What the last act in this page was done to. */
  before = null;

  get now() {
    return this.promised.at(-1);
  }

  /** Returns the number of an act that is about to make `size` customers. */
  begin(size) {
    this.sizes.push(size);
    return this.sizes.length - 1;
  }

  /** Notes what the book holds if an act that is about to be done stays. */
  may(state, before = this.now) {
    this.before = before;
    this.promised.push(state);
  }

  /** Notes that everything is shown as saved. */
  isSaved() {
    this.promised = [this.now];
  }

  /** Checks what was found at opening, the act of each customer; it may be lost again until it is shown as saved. */
  holds(customers) {
    const found = [...new Set(customers)].sort((one, other) => one - other);
    for (const act of found) {
      assert.equal(customers.filter((of) => of === act).length, this.sizes[act], `act ${act} is there in part`);
    }
    const at = this.promised.findLastIndex((state) => `${state}` === `${found}`);
    assert.notEqual(at, -1, `found ${found}, promised ${this.promised.join(" or ")}`);
    this.promised.length = at + 1;
    this.before = null;
  }
}

/** Adds a customer by hand. */
async function add(page, book) {
  await go(page, "customers");
  await button(page, "New customer").first().click();
  const act = book.begin(1);
  await page.locator(".panel").getByLabel("Name", { exact: true }).fill(`Act ${act}`);
  book.may([...book.now, act]);
  await page.locator(".panel").getByRole("button", { name: "Save", exact: true }).click();
}

/** Imports a file; one of many rows is a generation of its own, some of few make the journal long enough to be folded. */
async function bringIn(page, book, size) {
  const act = book.begin(size);
  const rows = Array.from({ length: size }, (_, row) => `K-${act}-${row},Act ${act} row ${row},${`note ${row} `.repeat(12)}`);
  const buffer = Buffer.from(["customer code,company,notes", ...rows].join("\n"));
  await go(page, "book");
  await choose(page, { name: `act-${act}.csv`, mimeType: "text/csv", buffer });
  const { customers } = await preview(page);
  assert.deepEqual(customers, [size, 0, 0, 0]);
  book.may([...book.now, act]);
  await page.locator(".import__next .button--primary").click();
  await page.locator(".notice.tone-good").waitFor();
}

/** Takes back the last act of this page. */
async function undo(page, book) {
  if (!book.before) return;
  book.may(book.before, null);
  // The one in the top bar; beside what was done there is another.
  await button(page, "Undo").first().click();
}

/** Seals the book. */
async function seal(page) {
  await go(page, "book");
  await button(page, "Protect with a passphrase…").click();
  await page.getByLabel("New passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("The same again", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("I understand").check();
  await button(page, "Encrypt the book").click();
  await button(page, "Lock now").waitFor();
}

/** Waits until the book may be written, with its passphrase if it is locked. */
async function unlock(page) {
  const locked = page.getByText("This book is locked.");
  // Of a book without anything nothing is said.
  const open = page.locator(".save-state", { hasText: "Saved" }).or(button(page, "Open the example"));
  await locked.or(open).first().waitFor();
  if (await locked.isVisible()) {
    await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press("Enter");
  }
  await open.first().waitFor();
}

/** Works on, act after act, until the browser is gone; the book is written in one tab, and taken over by the other. */
async function work(browser, first, book, below, seals) {
  let page = first;
  let other = null;
  if (seals) await seal(page);
  for (;;) {
    const dice = below(16);
    if (dice < 7) await add(page, book);
    else if (dice < 10) await bringIn(page, book, 250 + below(60));
    else if (dice < 11) await bringIn(page, book, 700);
    else if (dice < 13) await undo(page, book);
    else if (!other) other = await openApp(browser, address);
    else {
      await page.close();
      [page, other] = [other, null];
      await unlock(page);
      book.before = null;
      continue;
    }
    await saved(page);
    book.isSaved();
  }
}

/** Opens the book where the last browser was killed, checks it, works in it, and kills this browser too. */
async function live(t, profile, book, below, seals) {
  const browser = await launch(t, { profile, allow: CUT_OFF });
  const after = below(2800);
  let isKilled = false;
  const killed = async (delay) => {
    await sleep(delay);
    isKilled = true;
    await browser.kill();
  };
  let killing;
  try {
    if (below(5) === 0) {
      // While it opens.
      killing = killed(after / 4);
      await unlock(await openApp(browser, address));
    } else {
      const page = await openApp(browser, address);
      await unlock(page);
      await check(page, book);
      killing = killed(after);
      await work(browser, page, book, below, seals);
    }
  } catch (fault) {
    if (!isKilled) throw fault;
  } finally {
    await killing;
  }
}

/** Checks what an opened book holds, which is saved again by now. */
async function check(page, book) {
  await go(page, "book");
  const list = button(page, "Customers · CSV");
  await list.waitFor();
  // A book without customers has no list of them.
  const { buffer } = (await list.isEnabled()) ? await taken(page, () => list.click()) : { buffer: Buffer.from("") };
  book.holds([...buffer.toString("utf8").matchAll(/\bAct (\d+)/g)].map(([, act]) => Number(act)));
  book.isSaved();
}

for (let first = 0; first < KILLS; first += OF_A_BOOK) {
  const kills = Math.min(OF_A_BOOK, KILLS - first);
  const seed = SEED + first / OF_A_BOOK;
  test(`what was shown as saved is there after each of ${kills} kills, seed ${seed}`, async (t) => {
    const below = chanceOf(seed);
    const profile = freshProfile(t);
    const book = new Book();
    const sealedAt = below(OF_A_BOOK);
    for (let kill = 0; kill < kills; kill++) await live(t, profile, book, below, kill === sealedAt);
    const last = await openApp(await launch(t, { profile }), address);
    await unlock(last);
    await check(last, book);
    t.diagnostic(`${book.sizes.length} acts, ${book.now.length} of them there`);
  });
}
