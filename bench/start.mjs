// Measures how soon the release can be used, beside a page of one line and any peer:
//   node bench/start.mjs [--runs 7] [--orders FILE.csv] [--peer NAME=FOLDER]...
// Each start is a new browser: on a first visit with a new profile, and with the profile of a visit before.
// "usable" is when what one comes for is drawn and the page answers: a task of its own has run after it.
// With --orders the file is imported once, and the book of that profile opened again.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../scripts/serve.mjs";
import { bringIn } from "../tests/browser/steps.mjs";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "7" }, orders: { type: "string" }, peer: { type: "string", multiple: true, default: [] } },
});
const scratch = mkdtempSync(join(tmpdir(), "portbook-start-"));
const median = (list) => list.toSorted((a, b) => a - b)[list.length >> 1];

/** Opens a browser on a profile, runs `act` with a page of it and closes it. */
async function withBrowser(profile, act) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    viewport: { width: 1280, height: 800 },
  });
  try {
    return await act(context.pages()[0]);
  } finally {
    await context.close();
  }
}

/** Opens `address` and returns when it was first painted and when it was usable, in ms since the navigation began. */
async function start(profile, address, sign) {
  return withBrowser(profile, async (page) => {
    await page.addInitScript((sign) => {
      globalThis.usable = new Promise((resolve) => {
        const look = () => {
          if (!document.querySelector(sign)) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { childList: true, subtree: true });
        addEventListener("DOMContentLoaded", look);
      });
    }, sign);
    await page.goto(address);
    const usable = await page.evaluate(() => globalThis.usable);
    const paint = await page.evaluate(() => new Promise((resolve) => {
      const found = (entries) => entries.find((it) => it.name === "first-contentful-paint");
      new PerformanceObserver((list) => found(list.getEntries()) && resolve(found(list.getEntries()).startTime)).observe({ type: "paint", buffered: true });
    }));
    return { paint, usable };
  });
}

const oneLine = join(scratch, "one-line");
mkdirSync(oneLine);
writeFileSync(join(oneLine, "index.html"), "<!doctype html><title>One line</title><h1>One line</h1>");
const own = await serve();
const candidates = [
  { name: "one-line page", ...(await serve({ folder: join(oneLine, "/") })), sign: "h1" },
  { name: "Portbook, empty", ...own, sign: ".start__title" },
];
if (values.orders) {
  const profile = join(scratch, "book");
  await withBrowser(profile, async (page) => {
    await page.goto(own.address);
    await bringIn(page, values.orders);
  });
  candidates.push({ name: "Portbook, with its book", ...own, address: `${own.address}#/customers`, sign: ".table__body .table__row", profile });
}
for (const peer of values.peer) {
  const [name, folder] = peer.split("=");
  candidates.push({ name, ...(await serve({ folder: join(folder, "/") })), sign: "h1, h2, .tc-site-title, main" });
}

const figures = new Map();
for (let run = 0; run < Number(values.runs); run++) {
  // Candidates take turns, so that what else the machine does hits all of them alike.
  for (const { name, address, sign, profile: kept } of candidates) {
    const profile = join(scratch, `run-${run}-${name.replace(/\W+/g, "-")}`);
    if (kept) cpSync(kept, profile, { recursive: true });
    for (const visit of kept ? ["again"] : ["first", "again"]) {
      const line = `${name} · ${visit} visit`;
      if (!figures.has(line)) figures.set(line, []);
      figures.get(line).push(await start(profile, address, sign));
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
console.log(`${"median ms".padEnd(44)}${"first paint".padStart(12)}${"usable".padStart(9)}${"slowest".padStart(9)}`);
for (const [line, starts] of figures) {
  const usable = starts.map((it) => it.usable);
  const columns = [median(starts.map((it) => it.paint)), median(usable), Math.max(...usable)].map((it) => Math.round(it).toString());
  console.log(`${line.padEnd(44)}${columns[0].padStart(12)}${columns[1].padStart(9)}${columns[2].padStart(9)}`);
}
rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
process.exit(0);
