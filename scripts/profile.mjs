// Writes down which functions run until the first screen is there: of an empty book, of one with customers, on a
// phone, and where the rest cannot be loaded, which is to be said without it. Run `scripts/profile` when a test says
// that the first part asked for the rest too early.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { noteOf } from "./later.mjs";
import { serve } from "./serve.mjs";
import { Reader, SECTION, constant, module, number, read, vector } from "./wasm.mjs";

const [bindings] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const EXTRACT = join(root, "tests/data/online_retail_extract.csv");

/** Returns the module with a byte for each function behind its own memory, set when the function runs. */
function counted(it) {
  const limits = new Reader(it.memories[0], 1);
  const pages = limits.number();
  const start = pages * 65536;
  const bodies = it.bodies.map((body, index) => {
    const reader = new Reader(body);
    reader.list(() => (reader.number(), reader.byte()));
    const mark = [...constant(start + index), 0x41, 1, 0x3a, 0, 0];
    const marked = Buffer.concat([body.subarray(0, reader.at), Buffer.from(mark), body.subarray(reader.at)]);
    return Buffer.concat([Buffer.from(number(marked.length)), marked]);
  });
  const changed = new Map([
    [SECTION.code, vector(bodies)],
    [SECTION.memory, Buffer.from([1, 0, ...number(pages + 1)])],
  ]);
  const kept = it.sections.filter(([id]) => id !== SECTION.custom);
  return { start, bytes: module(kept.map(([id, content]) => [id, changed.get(id) ?? content])) };
}

const it = read(readFileSync(join(bindings, "app_bg.wasm")));
const { start, bytes } = counted(it);
const site = mkdtempSync(join(tmpdir(), "portbook-profile-"));
cpSync(join(root, "dist"), site, { recursive: true });
const page = readFileSync(join(site, "index.html"), "utf8");
const app = readdirSync(site).find((name) => /^app-[0-9a-f]+\.js$/.test(name));
writeFileSync(join(site, "index.html"), page.replaceAll(app.replace(".js", ""), "app"));
cpSync(join(bindings, "app.js"), join(site, "app.js"));
writeFileSync(join(site, "app_bg.wasm"), bytes);

const server = await serve({ folder: site + "/" });
const profile = mkdtempSync(join(tmpdir(), "portbook-profile-"));
const notes = new Set();

/** Opens the app, waits for what `screen` shows, and notes what has run. */
async function visit(locale, viewport, address, screen, act = async () => {}, isCut = false) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const chromiumSandbox = process.getuid?.() !== 0;
  const browser = await chromium.launchPersistentContext(profile, { executablePath, chromiumSandbox, locale, viewport, serviceWorkers: "block" });
  const tab = browser.pages()[0];
  await tab.addInitScript((isCut) => {
    addEventListener("TrunkApplicationStarted", ({ detail }) => (globalThis.app = detail.wasm));
    // As if the rest had not come yet: the app is in one piece here.
    let isHere = false;
    const come = new Promise((resolve) => (globalThis.letRestCome = () => resolve(isHere = true)));
    const load = () => (isCut ? Promise.reject(new Error("cut off")) : come);
    const rest = { isHere: () => isHere, load, now: () => {}, waits: 0 };
    Object.defineProperty(globalThis, "portbookRest", { get: () => rest, set: () => {} });
  }, isCut);
  await tab.goto(server.address + address);
  await tab.locator(screen).first().waitFor();
  await tab.waitForLoadState("networkidle");
  // The first things that people and browsers do.
  await tab.keyboard.press("Shift");
  await tab.locator("h1, .table__foot").first().click();
  await tab.mouse.wheel(0, 100);
  await tab.setViewportSize({ width: 700, height: 900 });
  await tab.evaluate(() => (location.hash = "#/customers"));
  await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  await tab.evaluate(() => (location.hash = "#/"));
  if (isCut) {
    // What is said instead of a page, and again when it was tried in vain.
    await tab.evaluate(() => (location.hash = "#/rules"));
    const notice = tab.locator(".notice.tone-bad");
    await notice.waitFor();
    await notice.getByRole("button").click();
    await notice.waitFor();
    await tab.evaluate(() => (location.hash = "#/customers"));
    await notice.waitFor({ state: "detached" });
  }
  const hits = await tab.evaluate(
    ([from, count]) => [...new Uint8Array(globalThis.app.memory.buffer, from, count).entries()].flatMap(([at, hit]) => (hit ? [at] : [])),
    [start, it.bodies.length],
  );
  for (const at of hits) notes.add(noteOf(it.names.get(at + it.imported.length) ?? "", it.bodies[at].length));
  await tab.evaluate(() => globalThis.letRestCome());
  await act(tab);
  await browser.close();
}

const wide = { width: 1280, height: 800 };
await visit("en", wide, "", "h1", async (tab) => {
  await tab.setInputFiles("input[type=file]", EXTRACT);
  await tab.getByRole("button", { name: "See what would change" }).click();
  await tab.getByRole("button", { name: "Import", exact: true }).click();
  await tab.locator(".notice.tone-good").waitFor();
  await tab.locator(".save-state", { hasText: "Saved" }).waitFor();
});
await visit("en", wide, "", ".table__body tr", async (tab) => {
  // What the book and the browser remember of a visit is read at the next.
  await tab.evaluate(() => (location.hash = "#/analysis/positioning?asof=2011-12-09"));
  await tab.getByLabel("Size of the market").selectOption("1");
  await tab.getByText("Score saved").first().waitFor();
  await tab.evaluate(() => (location.hash = "#/customers"));
  await tab.locator(".chooser summary").click();
  await tab.locator(".chooser input").first().click();
  await tab.evaluate(() => (location.hash = "#/book"));
  await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name: "Save a backup" }).click()]);
});
await visit("zh-CN", { width: 360, height: 700 }, "", ".table__body tr");
await visit("fr", wide, "#/customers/0", ".table__body tr");
await visit("en", wide, "", ".table__body tr", undefined, true);

await server.stop();
for (const folder of [site, profile]) rmSync(folder, { recursive: true, force: true });
const list = [...notes].filter(Boolean).sort();
writeFileSync(new URL("first-screen.txt", import.meta.url), list.join("\n") + "\n");
console.log(`${list.length} functions noted for the first screen`);
