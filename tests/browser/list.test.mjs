// The list and its ways: addresses that can be walked back, one search for customers and commands, history, backup.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAccessible, launch, openApp, serveRelease, takeScreens, until } from "./harness.mjs";
import { example } from "./steps.mjs";

const address = await serveRelease();

/** Waits until the address ends like this behind the place. */
const at = (page, end) => page.waitForFunction((end) => location.hash === `#/${end}`, end, { timeout: 5000 });

const rows = (page) => page.locator(".table__foot span").first().innerText();

test("search, filters, order and date stand in the address, and back walks through them", async (t) => {
  const page = await example(t, address);
  await at(page, "customers?sort=-yearSales");
  const all = await rows(page);
  await page.locator("h1").click();
  await page.keyboard.press("/");
  await page.keyboard.type("ma", { delay: 20 });
  await at(page, "customers?q=ma&sort=-yearSales");
  const found = await rows(page);
  assert.notEqual(found, all);

  await page.getByRole("search").getByRole("button", { name: "Value", exact: true }).click();
  await page.locator(".facet__list input").first().click();
  await page.waitForFunction(() => /[?&]value=/.test(location.hash));
  await page.goBack();
  await at(page, "customers?q=ma&sort=-yearSales");
  await page.goBack();
  await at(page, "customers?sort=-yearSales");
  await page.waitForFunction((all) => document.querySelector(".table__foot span").innerText === all, all);
  await page.goForward();
  await at(page, "customers?q=ma&sort=-yearSales");

  await page.locator(".as-of input").first().fill("2024-01-31");
  await at(page, "customers?q=ma&sort=-yearSales&asof=2024-01-31");
  await page.reload();
  await page.getByRole("grid").waitFor();
  assert.equal(await page.getByRole("searchbox").inputValue(), "ma");
  assert.equal(await page.locator(".as-of input").first().inputValue(), "2024-01-31");

  // Elsewhere and back by the rail leaves the list as it was; a bookmark asks for its own.
  await page.goto(`${address}#/rules`);
  await page.goto(`${address}#/customers`);
  await at(page, "customers?q=ma&sort=-yearSales&asof=2024-01-31");
  await page.goto(`${address}#/customers?sort=name`);
  await page.waitForFunction((all) => document.querySelector(".table__foot span")?.innerText === all, all);
  await at(page, "customers?sort=name");
});

test("the palette finds customers by what is known of them, and Enter opens the first", async (t) => {
  const page = await example(t, address);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("tanaka@");
  const line = page.getByRole("option").first();
  await line.getByText("Asahi Living").waitFor();
  assert.match(await line.innerText(), /tanaka@/);
  await page.keyboard.press("Enter");
  await page.locator(".panel__title", { hasText: "Asahi Living" }).waitFor();
});

test("what is typed outlives a reload, and is gone when it is given up", async (t) => {
  const page = await example(t, address);
  await page.goto(`${address}#/customers/1`);
  await page.locator(".panel").waitFor();
  await page.locator("h1").click();
  await page.keyboard.press("e");
  const field = page.locator(".fact--edit input").first();
  await field.fill("Half a na");
  await page.reload();
  await field.waitFor();
  assert.equal(await field.inputValue(), "Half a na");
  await field.press("Escape");
  await page.reload();
  await page.locator(".panel .evidence").first().waitFor();
});

test("the history tells every change and takes one of many customers back", async (t) => {
  const page = await example(t, address);
  await page.getByRole("checkbox", { name: "Select all rows" }).click();
  await page.locator(".bulk input").fill("fair");
  await page.locator(".bulk").getByRole("button", { name: "Add tag" }).click();
  await page.goto(`${address}#/book/history`);
  const changes = page.getByRole("grid").locator("tbody tr");
  await changes.nth(1).waitFor();
  await assertAccessible(page);
  await takeScreens(page, "history");
  await changes.first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
  await changes.nth(2).waitFor();
  await page.goto(`${address}#/customers?tags=fair&sort=name`);
  await page.getByText("Nobody matches").waitFor();
});

test("a backup is restored from the start page", async (t) => {
  const browser = await launch(t);
  const page = await openApp(browser, address);
  const backup = JSON.stringify({ format: "other" });
  await page.setInputFiles("input[type=file]", { name: "b.json", mimeType: "application/json", buffer: Buffer.from(backup) });
  await at(page, "book");
  await page.locator(".bookplace__faults").waitFor();
});

test("on paper a list has all its rows, and a customer all its evidence", async (t) => {
  const page = await example(t, address);
  const total = Number((await rows(page)).match(/\d+/g).at(-1));
  const beforePrint = () => page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await beforePrint();
  await page.waitForFunction((total) => document.querySelectorAll("tbody tr").length === total, total);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.goto(`${address}#/customers/1`);
  await page.locator(".panel").waitFor();
  await beforePrint();
  await page.locator(".customer__sheet .facts").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".top-bar").isVisible(), false);
  assert.equal(await page.locator(".evidence__source").last().isVisible(), true);
});

test("opening a customer leaves the list as it is, and the keyboard in it", async (t) => {
  const page = await example(t, address);
  const inSight = (selector) => page.locator(selector).evaluate((row) => {
    const [box, view] = [row.getBoundingClientRect(), row.closest(".table__scroller").getBoundingClientRect()];
    return box.top >= view.top - 1 && box.bottom <= view.bottom + 1;
  });
  await page.getByRole("grid").focus();
  for (const key of ["x", "j", "x", "End", "k"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await page.locator(".panel").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "grid");
  await until(() => inSight(".table__body .is-current"));
  await page.keyboard.press("Escape");
  await page.locator(".panel").waitFor({ state: "detached" });
  await until(() => inSight(".table__body .is-focused"));
  assert.match(await page.locator(".bulk").textContent(), /2/);
});

test("columns are sorted by the keyboard alone, countries by their names", async (t) => {
  const page = await example(t, address);
  await page.getByRole("grid").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const head = () => page.evaluate(() => document.activeElement.closest("th")?.title);
  assert.equal(await head(), "Sales, 12 months");
  while ((await head()) !== "Country") await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.locator('th[title="Country"][aria-sort="ascending"]').waitFor();
  assert.equal(await page.locator(".panel").count(), 0, "Enter pressed the head, not the row");
  const names = await page.locator(".table__body tr").evaluateAll((rows) => rows.map((row) => row.children[2].textContent));
  assert.deepEqual(names, names.toSorted(new Intl.Collator("en").compare));
});

test("a page begins at its top, and back leads to where one was left", async (t) => {
  const page = await example(t, address);
  const main = page.locator(".shell__main");
  await page.getByRole("link", { name: "Rules" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
  await main.evaluate((it) => new Promise((done) => {
    it.addEventListener("scroll", () => requestAnimationFrame(done), { once: true });
    it.scrollTop = 700;
  }));
  await page.getByRole("link", { name: "Book" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Book" }).waitFor();
  assert.equal(await main.evaluate((it) => it.scrollTop), 0);
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
  await page.waitForFunction(() => document.querySelector(".shell__main").scrollTop === 700);
});

test("what was edited and is put away hands the focus to what it belongs to", async (t) => {
  const page = await example(t, address);
  await page.locator(".table__body tr").first().click();
  await page.locator(".panel").waitFor();
  await page.keyboard.press("e");
  await page.locator(".fact--edit input").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".fact--edit").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.closest(".panel") && document.activeElement.tagName !== "INPUT");
});

test("the arrow down leads from the search into what it found", async (t) => {
  const page = await example(t, address);
  await page.keyboard.press("/");
  await until(() => page.evaluate(() => document.activeElement.tagName === "INPUT"));
  await page.keyboard.type("aubepine");
  await page.getByText("1 of 77 customers").waitFor();
  await page.keyboard.press("ArrowDown");
  await until(() => page.evaluate(() => document.activeElement.getAttribute("role") === "grid"));
  await page.keyboard.press("Enter");
  await page.locator(".panel").getByRole("heading", { name: "Maison Aubépine" }).waitFor();
});
