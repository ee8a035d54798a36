// Opens the release in a browser as a user has it, and fails the test on anything the page complains of.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREENS = fileURLToPath(new URL("../../target/screens/", import.meta.url));
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What every screen must hold up in. */
export const THEMES = ["light", "dark"];
export const WIDTHS = [360, 1280];
const EVERY = THEMES.flatMap((theme) => WIDTHS.map((width) => [theme, width]));
/** Both themes and both widths in two looks, for what differs little from a screen that was looked at in all four. */
export const CORNERS = [["light", 1280], ["dark", 360]];

const isRoot = process.getuid?.() === 0;
let browser;

/** Returns the path of the Chromium that CHROMIUM names, or of an installed one; of several, one that starts. */
function browserPath() {
  if (browser) return browser;
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];
  const paths = names.map((name) => spawnSync("which", [name], { encoding: "utf8" }).stdout.trim());
  const found = [...new Set(paths.filter(Boolean))];
  assert.ok(found.length, "no Chromium found; scripts/setup test installs it, or name yours in CHROMIUM");
  browser = found.length === 1 ? found[0] : found.find(starts);
  assert.ok(browser, `none of ${found.join(", ")} starts; name one in CHROMIUM`);
  return browser;
}

/** Tells whether a browser starts and shows a page: some systems keep some from their sandbox. */
function starts(path) {
  const flags = ["--headless", ...FLAGS, ...(isRoot ? ["--no-sandbox"] : []), "--dump-dom", "about:blank"];
  return spawnSync(path, flags, { timeout: 20_000, stdio: "ignore" }).status === 0;
}

/** Serves the release for one test file, until its last test has run. */
export async function serveRelease(options) {
  const site = await serve(options);
  after(() => site.stop());
  return site.address;
}

/** Serves the release, or the one in `folder`, for the test `t`; returns the address and a way to stop before it ends. */
export async function serveFor(t, options) {
  const site = await serve(options);
  atEnd(t, site.stop);
  return site;
}

const endings = new WeakMap();

/** Has `task` run when the test `t` ends, the latest first, each whatever becomes of the others. */
function atEnd(t, task) {
  if (!endings.has(t)) {
    endings.set(t, []);
    t.after(async () => {
      const outcomes = [];
      for (const ending of endings.get(t).reverse()) outcomes.push(...(await Promise.allSettled([ending()])));
      const fault = outcomes.find(({ status }) => status === "rejected");
      if (fault) throw fault.reason;
    });
  }
  endings.get(t).push(task);
}

/** Returns a folder for a browser's profile that is removed after the test `t`. */
export function freshProfile(t) {
  const profile = mkdtempSync(join(tmpdir(), "portbook-profile-"));
  atEnd(t, async () => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  return profile;
}

/**
 * Starts a browser for the test `t`, with a fresh profile unless one is given (to start again where another ended).
 * What the pages complain of is collected and fails the test when it ends, except what `allow` matches.
 * The app is laid up for a time without a network only where a test is about that: it would take each fresh profile a second.
 */
export async function launch(t, { profile = freshProfile(t), locale = "en", width = 1280, height = 800, allow, isLaidUp = false } = {}) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    chromiumSandbox: !isRoot,
    args: FLAGS,
    // Without a locale of the system no file could be opened that has a Chinese name.
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    locale,
    timezoneId: "Asia/Shanghai",
    viewport: { width, height },
    serviceWorkers: isLaidUp ? "allow" : "block",
  });
  const complaints = [];
  const requests = [];
  context.on("weberror", (fault) => complaints.push(`uncaught: ${fault.error().stack ?? fault.error()}`));
  context.on("console", (line) => {
    const isOurs = !line.text().startsWith("Service Worker registration blocked");
    if (isOurs && (line.type() === "error" || line.type() === "warning")) complaints.push(`console: ${line.text()}`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A tab that is closed or left gives up its icon.
    if (!(why === "net::ERR_ABORTED" && /icon[^/]*\.svg$/.test(request.url()))) complaints.push(`failed: ${request.url()} ${why}`);
  });
  context.on("request", (request) => requests.push(request.url()));

  let running = true;
  const close = async () => {
    if (running) await context.close();
    running = false;
  };
  /** Ends the browser as a crash or a power cut would: at once, with nothing written any more. */
  const kill = async () => {
    // Chromium notes in its profile who holds it, as host-process.
    const holder = Number(readlinkSync(join(profile, "SingletonLock")).split("-").pop());
    const ended = new Promise((resolve) => context.once("close", resolve));
    // With all its processes, which are one group: none of them may write on what it has at hand.
    process.kill(-holder, "SIGKILL");
    await ended;
    rmSync(join(profile, "SingletonLock"), { force: true });
    running = false;
  };
  atEnd(t, async () => {
    await close();
    assert.deepEqual(complaints.filter((line) => !allow?.test(line)), [], "the page complained");
  });

  return { context, profile, requests, complaints, close, kill };
}

/** Opens `address` in a new tab and waits until the app has drawn its heading. */
export async function openApp({ context }, address) {
  const page = context.pages().find((tab) => tab.url() === "about:blank") ?? (await context.newPage());
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}

/** Runs axe on the screen as it is, in both themes and at both widths, and asserts that it finds nothing. */
export async function assertAccessible(page, looks = EVERY) {
  const before = page.viewportSize();
  for (const [colorScheme, width] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: before.height });
    // What began to change color before may still be at it.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    // Given as source, so that the page's own policy on scripts does not matter.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
    assert.deepEqual(found, [], `in the ${colorScheme} theme, ${width} pixels wide`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(before);
}

/** Leaves pictures of the screen in target/screens, in both themes and at both widths. */
export async function takeScreens(page, name) {
  mkdirSync(SCREENS, { recursive: true });
  const before = page.viewportSize();
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: before.height });
      await page.screenshot({ path: join(SCREENS, `${name}-${colorScheme}-${width}.png`), animations: "disabled" });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}

/** Waits until `holds` answers true; what it looks at moves within a few frames. */
export async function until(holds) {
  for (const end = Date.now() + 5000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail("it did not come to hold");
}
