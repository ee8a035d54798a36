// Measures where and how densely a book is kept, how soon it is open again, and what an edit costs:
//   node bench/store.mjs [--customers 20000] [--orders 10] [--runs 5]
// The book is made up, the same each time: customers with a country, a contact with address and number, and orders of
// three years. It comes in through the page as any tables do. "plain" is the same as JSON without spaces.
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { finished } from "node:stream/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../scripts/serve.mjs";
import { bringIn, go, saved } from "../tests/browser/steps.mjs";
import { machine, table, times } from "./peers.mjs";

const { values } = parseArgs({
  options: { customers: { type: "string", default: "20000" }, orders: { type: "string", default: "10" }, runs: { type: "string", default: "5" } },
});
const CUSTOMERS = Number(values.customers);
const ORDERS = CUSTOMERS * Number(values.orders);
const scratch = mkdtempSync(join(tmpdir(), "portbook-store-"));
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** A stream of numbers below a limit, the same at each run: xorshift of 32 bits. */
let state = 20_261_123;
function below(limit) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}
const of = (list) => list[below(list.length)];
const [HEADS, TAILS] = ["Al Be Cor Dan Eli Fer Gra Hol Ist Jan Kal Lom Mar Nor Oli Pal Ros Sol Tav Ulm Var Wes".split(" "), "an bert cock dahl eris field gate ham ino kart land mont nik ova port ridge stad ton urn vik".split(" ")];
const KINDS = ["Trading", "Imports", "GmbH", "Ltd", "S.A.", "Bros", "& Sons", "Wholesale", "Stores", "Group"];
const COUNTRIES = ["DE", "FR", "US", "GB", "BR", "AE", "NG", "JP", "KR", "MX", "IT", "PL", "TR", "IN", "ZA", "CL"];
const word = () => of(HEADS) + of(TAILS);
const day = () => new Date(Date.UTC(2023, 10, 1) + below(1_100) * 86_400_000).toISOString().slice(0, 10);

/** Writes the tables, and returns their paths and how many units the same takes as plain JSON. */
async function tables() {
  const made = [];
  let plain = 0;
  const write = async (name, head, count, row) => {
    const path = join(scratch, name);
    const file = createWriteStream(path);
    file.write(`${head.join(",")}\n`);
    for (let number = 0; number < count; number++) {
      const cells = row(number);
      plain += JSON.stringify(Object.fromEntries(head.map((name, at) => [name, cells[at]]))).length + 1;
      if (!file.write(`${cells.join(",")}\n`)) await new Promise((resolve) => file.once("drain", resolve));
    }
    file.end();
    await finished(file);
    made.push(path);
  };
  const names = Array.from({ length: CUSTOMERS }, (_, number) => `${word()} ${word()} ${of(KINDS)} ${number}`);
  await write("customers.csv", ["Customer", "Country", "Contact", "Email", "Phone"], CUSTOMERS, (number) => {
    const [first, last] = [word(), word()];
    return [names[number], of(COUNTRIES), `${first} ${last}`, `${first}.${last}@${names[number].split(" ")[0].toLowerCase()}${number}.example`, `+49 30 ${1_000_000 + below(9_000_000)}`];
  });
  await write("orders.csv", ["Order No", "Date", "Customer", "Amount"], ORDERS, (number) => [`PI-${100_000 + number}`, day(), of(names), `${50 + below(20_000)}.${10 + below(90)}`]);
  return { made, plain };
}

/** Opens a browser on the profile of the book and closes it after `act`. */
async function withBrowser(act) {
  const context = await chromium.launchPersistentContext(join(scratch, "profile"), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    viewport: { width: 1280, height: 800 },
  });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(watchPage);
  try {
    return await act(context.pages()[0]);
  } finally {
    await context.close();
  }
}

/** Notes when the first row is drawn and the page answers, and what is written into local storage. */
function watchPage() {
  globalThis.written = [];
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    const begin = performance.now();
    setItem.call(this, key, value);
    globalThis.written.push([key, key.length + value.length, performance.now() - begin]);
  };
  globalThis.usable = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector(".table__body tr")) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    });
    watch.observe(document, { childList: true, subtree: true });
  });
}

/** Adds a customer, takes it back and does it again, so many times; returns what each writes and how long until then. */
async function edits(page, count) {
  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill("One more");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "One more" }).waitFor();
  await saved(page);
  const found = [];
  for (let edit = 0; edit < count; edit++) {
    found.push(await page.evaluate((shiftKey) => {
      globalThis.written = [];
      const begin = performance.now();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, shiftKey, bubbles: true }));
      const took = performance.now() - begin;
      return { took, units: globalThis.written.reduce((sum, [, units]) => sum + units, 0) };
    }, edit % 2 === 1));
    await saved(page);
  }
  return found;
}

const site = await serve();
try {
  const { made, plain } = await tables();
  const rows = [["", ""]];
  await withBrowser(async (page) => {
    await page.goto(`${site.address}#/book`);
    const begin = performance.now();
    for (const file of made) {
      await go(page, "book");
      await bringIn(page, file);
    }
    rows.push(["brought in, with all that is asked", `${((performance.now() - begin) / 1000).toFixed(1)} s`]);
    const units = await page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0));
    rows.push(["in local storage", `${units.toLocaleString("en")} units`], ["as plain JSON", `${plain.toLocaleString("en")} units, ${times(plain, units)} ours`]);
    rows.push([`a customer with ${values.orders} orders`, `${(units / CUSTOMERS).toFixed(1)} units, plain ${(plain / CUSTOMERS).toFixed(1)}`]);
    const made20 = await edits(page, 20);
    const most = Math.max(...made20.map(({ units }) => units));
    rows.push(["an edit", `at most ${most} units, ${median(made20.map(({ took }) => took)).toFixed(2)} ms until they are written`]);
  });
  const starts = [];
  for (let run = 0; run < Number(values.runs); run++) {
    await withBrowser(async (page) => {
      await page.goto(`${site.address}#/customers`);
      starts.push(await page.evaluate(() => globalThis.usable));
    });
  }
  rows.push(["opened, until rows are there and the page answers", `${median(starts).toFixed(0)} ms`]);
  console.log(`${CUSTOMERS.toLocaleString("en")} customers, ${ORDERS.toLocaleString("en")} orders, medians of ${values.runs} runs, ${machine()}`);
  console.log(table(rows));
} finally {
  await site.stop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20 });
}
