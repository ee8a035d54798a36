// The main journey of a user, for browsers of any make: `tab` is the one thing that differs.
//
// A tab has `goto(address)`, `run(work, ...args)` (work done in the page, its answer waited for), `click(find, ...args)`
// and `choose(find, path)` and `type(find, text)` on the element that `find` returns in the page, `again()` (a reload),
// and `complaints()`, what the page complained of.
import assert from "node:assert/strict";
import { EXTRACT } from "./steps.mjs";

/** Waits until work in the page answers with something true, and returns that. */
async function sees(tab, work, ...args) {
  for (const end = Date.now() + 20_000; ; ) {
    const found = await tab.run(work, ...args);
    if (found) return found;
    assert.ok(Date.now() < end, `not seen within 20 s: ${work} ${JSON.stringify(args)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const seesText = (tab, text) => sees(tab, (text) => document.body.innerText.includes(text), text);
const seesElement = (tab, selector) => sees(tab, (selector) => !!document.querySelector(selector), selector);
/** The button or link with a name, in sight. */
const named = (name) =>
  [...document.querySelectorAll("button, a[href]")].find((it) => (it.getAttribute("aria-label") ?? it.innerText).trim() === name && it.getClientRects().length);
const field = () => document.querySelector("input[type=file]");

async function press(tab, name) {
  await sees(tab, `(${named})(${JSON.stringify(name)})?.disabled !== undefined && !(${named})(${JSON.stringify(name)}).disabled`);
  await tab.click(named, name);
}

const isSaved = (tab) => sees(tab, () => !!document.querySelector(".save-state")?.innerText.includes("Saved"));
const go = (tab, place) => tab.run((place) => { location.hash = `#/${place}`; }, place);

/**
 * Opens the example, imports, edits, reloads, draws a chart, saves a backup, writes a workbook, changes the language,
 * and does without the site at last.
 */
export async function mainJourney(tab, { address, stop }) {
  // The page in one file starts wherever it lies: its signs are its own, whatever a server says of them.
  await tab.goto(`${address}portbook.html`);
  await seesText(tab, "Open the example");
  await tab.goto(address);
  await seesText(tab, "Open the example");
  await press(tab, "Open the example");
  await seesText(tab, "You are looking at the example book");
  await seesElement(tab, "[role=grid] tbody tr");
  await press(tab, "Go to my own book");
  await seesText(tab, "Open the example");

  await go(tab, "book/import");
  await seesElement(tab, "input[type=file]");
  await tab.choose(field, EXTRACT);
  await press(tab, "See what would change");
  await press(tab, "Import");
  await seesElement(tab, ".notice.tone-good");
  await isSaved(tab);

  await go(tab, "customers/new");
  await seesText(tab, "New customer");
  await seesElement(tab, "form input");
  await tab.type(() => document.querySelector("form input"), "Écluse 之间 & Söhne");
  await press(tab, "Save");
  await isSaved(tab);
  await tab.again();
  await go(tab, "customers");
  await seesText(tab, "44 of 44 customers");
  await go(tab, "customers?q=cluse");
  await seesText(tab, "Écluse 之间 & Söhne");

  await go(tab, "analysis?asof=2011-12-09");
  await seesElement(tab, ".graph canvas");
  await go(tab, "book");
  // What is handed to the owner as a file is kept aside to be read.
  await tab.run(() => {
    const make = URL.createObjectURL;
    window.given = [];
    URL.createObjectURL = (blob) => {
      window.given.push(blob);
      return make.call(URL, blob);
    };
  });
  await press(tab, "Save a backup");
  const backup = JSON.parse(await sees(tab, async () => window.given[0] && window.given[0].text()));
  assert.equal(backup.customers.length, 44);
  assert.ok(backup.customers.some(({ name }) => name === "Écluse 之间 & Söhne"));
  await press(tab, "Everything · Excel");
  const isArchive = async () => {
    const files = await Promise.all(window.given.map((blob) => blob.slice(0, 2).text()));
    return files.includes("PK");
  };
  await sees(tab, isArchive);

  await press(tab, "Language");
  await sees(tab, () => [...document.querySelectorAll("[role^=menuitem]")].some((it) => it.innerText.includes("中文")));
  await tab.click(() => [...document.querySelectorAll("[role^=menuitem]")].find((it) => it.innerText.includes("中文")));
  await seesText(tab, "客户簿");
  assert.equal(await tab.run(() => document.documentElement.lang), "zh-CN");
  await tab.again();
  await seesText(tab, "客户簿");

  await sees(tab, () => navigator.serviceWorker.controller?.state === "activated");
  await stop();
  await tab.again();
  await seesText(tab, "客户簿");
  await go(tab, "customers");
  await seesText(tab, "44");
  assert.deepEqual(await tab.complaints(), []);
}
