// Several tabs of one book: each sees what the others do, what is shown as saved is there, and one goes on for another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, freshProfile, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, backUp, bringIn, facts, go, saved } from "./steps.mjs";

const address = await serveRelease();
const PASSPHRASE = "lantern copper willow tuesday";
const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, name) => page.getByLabel(name, { exact: true });
const foot = (page, count) => page.locator(".table__foot").getByText(`${count} of ${count} customers`).waitFor();
const notice = (page) => page.getByText("This book is open in another tab");
const state = (page, text) => page.locator(".save-state", { hasText: text }).waitFor();

/** Opens the list of customers in another tab and waits until it can be worked in. */
async function another(browser, count) {
  const page = await browser.context.newPage();
  await page.goto(`${address}#/customers`);
  await foot(page, count);
  await page.locator("button:enabled", { hasText: "New customer" }).waitFor();
  return page;
}

/** Adds a customer by hand, from the list. */
async function add(page, name) {
  await go(page, "customers");
  await button(page, "New customer").click();
  await page.locator(".panel").getByLabel("Name", { exact: true }).fill(name);
  await page.locator(".panel").getByRole("button", { name: "Save", exact: true }).click();
}

const shows = (page, name) => page.getByRole("grid").getByText(name, { exact: true }).first().waitFor();
const names = async (page) => facts(await backUp(page)).customers.map(({ name }) => name);

/** Lets a page be deaf to the other tabs while `isDeaf` is set in it, as one that hangs is. */
function deafen() {
  const Channel = globalThis.BroadcastChannel;
  globalThis.BroadcastChannel = class extends Channel {
    constructor(name) {
      super(name);
      this.addEventListener("message", (event) => globalThis.isDeaf && event.stopImmediatePropagation());
    }
  };
}

test("what is done in one of three tabs is seen in the others, and can be taken back there", async (t) => {
  const browser = await launch(t);
  const first = await openApp(browser, address);
  await bringIn(first, EXTRACT);
  await go(first, "customers");
  const [second, third] = [await another(browser, 43), await another(browser, 43)];
  assert.equal(await notice(second).count(), 0);
  await takeScreens(second, "tabs-following");

  // What is being typed and looked for stays as it is.
  await third.getByRole("searchbox").fill("Quixotrix");
  await button(first, "New customer").click();
  await first.locator(".panel").getByLabel("Name", { exact: true }).fill("Half typed");
  await add(second, "Quixotrix");
  await saved(second);
  await third.locator(".table__foot").getByText("1 of 44 customers").waitFor();
  assert.equal(await third.getByRole("searchbox").inputValue(), "Quixotrix");
  assert.equal(await first.locator(".panel").getByLabel("Name", { exact: true }).inputValue(), "Half typed");
  await first.locator(".panel").getByRole("button", { name: "Save", exact: true }).click();
  await go(second, "customers");
  await foot(second, 45);

  await second.keyboard.press("Control+z");
  await foot(second, 44);
  await saved(second);
  await go(first, "customers");
  await foot(first, 44);
  await third.getByRole("searchbox").fill("");
  await foot(third, 44);
  const own = facts(await backUp(first));
  assert.deepEqual(facts(await backUp(second)), own);
  assert.deepEqual(facts(await backUp(third)), own);
});

test("a table is brought in from any tab, and what only one can do is said in the others", async (t) => {
  const browser = await launch(t);
  const first = await openApp(browser, address);
  const second = await openApp(browser, `${address}#/`);
  await second.locator(".file-drop input[type=file]").waitFor({ state: "attached" });
  await bringIn(second, EXTRACT);
  await go(first, "customers");
  await foot(first, 43);
  await go(second, "book");
  await second.getByText("Another tab saves this book: do this there").first().waitFor();
  assert.ok(await button(second, "Delete everything…").isDisabled());
  await assertAccessible(second, CORNERS);
  await takeScreens(second, "tabs-book");
  assert.deepEqual(facts(await backUp(second)), facts(await backUp(first)));
});

test("a tab goes on for the one that wrote, with what that one had not heard", async (t) => {
  const browser = await launch(t);
  await browser.context.addInitScript(deafen);
  const first = await openApp(browser, address);
  await bringIn(first, EXTRACT);
  const [second, third] = [await another(browser, 43), await another(browser, 43)];
  await first.evaluate(() => { globalThis.isDeaf = true; });
  await add(second, "Quixotrix");
  await state(second, "Saving");
  await add(third, "Brambleforth");
  await second.getByText("The tab that saves this book does not answer").first().waitFor();
  await assertAccessible(second, CORNERS);
  await takeScreens(second, "tabs-unanswered");
  await first.close();
  await saved(second);
  await saved(third);
  // Both had given the same number to what was new.
  for (const page of [second, third]) {
    await go(page, "customers");
    await foot(page, 45);
  }
  const own = facts(await backUp(second));
  assert.deepEqual(facts(await backUp(third)), own);
  for (const name of ["Quixotrix", "Brambleforth"]) assert.equal(own.customers.filter((one) => one.name === name).length, 1);
});

test("what a tab that follows calls saved is there after the browser was killed", async (t) => {
  const profile = freshProfile(t);
  const browser = await launch(t, { profile });
  const first = await openApp(browser, address);
  await bringIn(first, EXTRACT);
  const second = await another(browser, 43);
  for (const name of ["Quixotrix", "Brambleforth", "Vanterpool"]) {
    await add(second, name);
    await shows(second, name);
    await saved(second);
  }
  await browser.kill();
  const page = await openApp(await launch(t, { profile }), address);
  await go(page, "customers");
  await foot(page, 46);
  const found = await names(page);
  for (const name of ["Quixotrix", "Brambleforth", "Vanterpool"]) assert.equal(found.filter((one) => one === name).length, 1);
});

test("a book that gets a passphrase asks for it in the other tab, and is locked in all at once", async (t) => {
  const browser = await launch(t);
  const first = await openApp(browser, address);
  await bringIn(first, EXTRACT);
  const second = await another(browser, 43);
  // A tab that nobody sees draws late.
  await first.bringToFront();
  await go(first, "book");
  await button(first, "Protect with a passphrase…").click();
  await field(first, "New passphrase").fill(PASSPHRASE);
  await field(first, "The same again").fill(PASSPHRASE);
  await first.getByLabel("I understand").check();
  await button(first, "Encrypt the book").click();
  await button(first, "Lock now").waitFor();

  await second.getByText("This book is locked.").waitFor();
  await field(second, "Passphrase").fill(PASSPHRASE);
  await second.keyboard.press("Enter");
  await go(second, "customers");
  await foot(second, 43);
  await second.locator("button:enabled", { hasText: "New customer" }).waitFor();
  await add(second, "Quixotrix");
  await saved(second);
  await go(first, "customers");
  await foot(first, 44);

  await go(second, "book");
  await button(second, "Lock now").click();
  await second.getByText("This book is locked.").waitFor();
  await first.getByText("This book is locked.").waitFor();
  // Who opens it first goes on, whoever wrote before.
  await field(second, "Passphrase").fill(PASSPHRASE);
  await second.keyboard.press("Enter");
  await go(second, "customers");
  await foot(second, 44);
  await second.locator("button:enabled", { hasText: "New customer" }).waitFor();
  await add(second, "Brambleforth");
  await saved(second);
});

test("who is erased in one tab is forgotten in the other, with what was typed and said of them", async (t) => {
  const browser = await launch(t);
  const first = await openApp(browser, address);
  await bringIn(first, EXTRACT);
  await add(first, "Quixotrix");
  await saved(first);
  const second = await another(browser, 44);
  await second.getByRole("searchbox").fill("Quixotrix");
  await shows(second, "Quixotrix");
  await second.getByRole("grid").getByText("Quixotrix", { exact: true }).first().click();
  await second.locator(".panel__title", { hasText: "Quixotrix" }).waitFor();
  await second.locator(".panel").getByRole("button", { name: "More to do" }).first().click();
  await second.getByRole("menuitem", { name: "Erase for good…" }).click();
  const erase = (page) => page.locator("dialog[open]").getByRole("button", { name: "Erase Quixotrix for good" });
  await second.locator("dialog[open]").getByText("Another tab saves this book: do this there").waitFor();
  await second.locator("dialog[open]").getByRole("textbox").fill("Quixotrix");
  assert.ok(await erase(second).isDisabled());
  await second.keyboard.press("Escape");

  await first.locator(".panel").getByRole("button", { name: "More to do" }).first().click();
  await first.getByRole("menuitem", { name: "Erase for good…" }).click();
  await first.locator("dialog[open]").getByRole("textbox").fill("Quixotrix");
  await erase(first).click();
  await first.locator(".toast", { hasText: "Erased for good" }).waitFor();
  await go(second, "customers");
  await foot(second, 43);
  assert.equal(await second.getByText("Quixotrix").count(), 0);
  assert.equal(await second.getByRole("searchbox").inputValue(), "");
  await go(second, "book/history");
  await second.getByText("Erased a customer with all that told of it").waitFor();
  assert.equal(await second.getByText("Quixotrix").count(), 0);
});
