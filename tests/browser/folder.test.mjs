// Backups that nobody has to think of: into a folder by themselves, else a reminder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, backUp, bringIn, facts, go, saved } from "./steps.mjs";

const address = await serveRelease();

/** Lets a folder of the browser's own stand for one on disk: both are reached by the same kind of handle. */
const withFolder = (browser) => browser.context.addInitScript(() => {
  window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle("Backups", { create: true });
});

/** Returns the files of that folder by name. */
const files = (page) => page.evaluate(async () => {
  const found = {};
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Backups");
  for await (const [name, file] of folder) found[name] = await (await file.getFile()).text();
  return found;
});

const section = (page) => page.locator("section", { has: page.getByRole("heading", { name: "Backup", exact: true }) });

test("a folder gets a checked file of what was done, also after a reload", async (t) => {
  const browser = await launch(t);
  await withFolder(browser);
  const page = await openApp(browser, address);
  await bringIn(page, EXTRACT);
  await go(page, "book");
  await page.locator(".backup-age", { hasText: "No backup" }).waitFor();
  await section(page).getByRole("button", { name: "Choose a folder" }).click();
  await section(page).getByText("Backups go into the folder “Backups” by themselves").waitFor();
  await section(page).getByText("read back and found the same").waitFor();
  await page.locator(".backup-age", { hasText: "today" }).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "backup-folder");
  const [[name, text], ...others] = Object.entries(await files(page));
  assert.match(name, /^portbook-backup-\d{4}-\d\d-\d\d-[2-9a-z]{4}\.json$/);
  assert.deepEqual(others, []);
  assert.deepEqual(facts({ buffer: Buffer.from(text) }), facts(await backUp(page)));

  await page.reload();
  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill("Lantern Bay");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
  await go(page, "book");
  await section(page).getByText("read back and found the same").waitFor();
  const again = Object.entries(await files(page));
  assert.equal(again.length, 1);
  assert.ok(again[0][1].includes("Lantern Bay"));
});

test("a folder that is gone is said, and left when asked", async (t) => {
  const browser = await launch(t);
  await withFolder(browser);
  const page = await openApp(browser, address);
  await go(page, "book");
  await section(page).getByRole("button", { name: "Choose a folder" }).click();
  await section(page).getByText("go into the folder “Backups”").waitFor();
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("Backups", { recursive: true }));
  await bringIn(page, EXTRACT);
  await go(page, "book");
  await section(page).getByText("No backup could be written into “Backups”").waitFor();
  await section(page).getByRole("button", { name: "Stop" }).click();
  await section(page).getByRole("button", { name: "Choose a folder" }).waitFor();
  await page.reload();
  await section(page).getByRole("button", { name: "Choose a folder" }).waitFor();
});

test("without a folder a reminder comes after a day and can be put off", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  const reminder = page.locator(".banners", { hasText: "Your book lies in this browser alone" });
  await page.locator(".backup-age").waitFor();
  assert.equal(await reminder.count(), 0);
  await page.clock.setFixedTime(Date.now() + 2 * 86_400_000);
  await page.reload();
  await reminder.waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "backup-reminder");
  await reminder.getByRole("button", { name: "Later" }).click();
  await reminder.waitFor({ state: "detached" });
  await page.clock.setFixedTime(Date.now() + 6 * 86_400_000);
  await page.reload();
  await reminder.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), reminder.getByRole("button", { name: "Save a backup" }).click()]);
  assert.match(download.suggestedFilename(), /\.json$/);
  await reminder.waitFor({ state: "detached" });
});
