// Books beside each other and after each other: the example, a backup, files that come back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, backUp, bringIn, choose, facts, go, preview, saved, seesColumns, takeOver, taken } from "./steps.mjs";

const address = await serveRelease();
const FILES = ["Customers · CSV", "Contacts · CSV", "Orders · CSV", "Payments · CSV"];
const SHEETS = ["Customers", "Contacts", "Orders", "Payments"];

/** Asserts that a preview finds nothing to change. */
function assertIdle(tally, what) {
  for (const [kind, [added, updated, , refused]] of Object.entries(tally)) {
    assert.deepEqual([added, updated, refused], [0, 0, 0], `${kind} of ${what}`);
  }
}

const openExample = async (page) => {
  await page.getByRole("button", { name: "Open the example" }).click();
  await page.locator(".banners").getByText("You are looking at the example book").waitFor();
};

const leaveExample = async (page) => {
  await page.locator(".banners").getByRole("button", { name: "Go to my own book" }).click();
  await page.locator(".banners").getByText("You are looking at the example book").waitFor({ state: "detached" });
};

test("the example is looked at and changed without a trace in one's own book", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  const own = facts(await backUp(page));
  await openExample(page);
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "example-book");
  const example = facts(await backUp(page));
  assert.notDeepEqual(example.customers, own.customers);
  await bringIn(page, EXTRACT);
  await go(page, "customers");
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "example-customers");
  await leaveExample(page);
  assert.deepEqual(facts(await backUp(page)), own);
  await openExample(page);
  assert.equal(facts(await backUp(page)).customers.length, example.customers.length + own.customers.length);
});

test("whoever goes on at once stays there, though the list writes into the address", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  for (let time = 0; time < 15; time++) {
    await go(page, "book");
    await openExample(page);
    await go(page, "customers");
    await page.locator(".table__body tr").first().waitFor();
    await leaveExample(page);
    await go(page, "book");
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => location.hash), "#/book");
  }
});

test("a backup brings back the book after everything was deleted", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  const backup = await backUp(page);
  await page.getByRole("button", { name: "Delete everything…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything" });
  const confirm = dialog.getByRole("button", { name: "Delete everything" });
  assert.ok(await confirm.isDisabled());
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "delete");
  await dialog.getByLabel("Type “DELETE” to confirm").fill("DELETE");
  await confirm.click();
  await page.getByText("Everything was deleted").waitFor();
  assert.deepEqual(facts(await backUp(page)).customers, []);

  await page.locator(".file-drop input[type=file]").setInputFiles(backup);
  await page.getByText(`“${backup.name}”: 43 customers, 114 orders and 32 returns`).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "restore");
  await page.getByRole("button", { name: "Replace my book" }).click();
  await saved(page);
  assert.deepEqual(facts(await backUp(page)), facts(backup));
});

test("a damaged backup is refused and leaves the book as it is", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  const backup = await backUp(page);
  const half = { ...backup, buffer: backup.buffer.subarray(0, backup.buffer.length / 2) };
  await page.locator(".file-drop input[type=file]").setInputFiles(half);
  await page.getByText(`“${backup.name}” cannot be restored`).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "backup-refused");
  assert.deepEqual(facts(await backUp(page)), facts(backup));
});

test("files taken out and brought in again change nothing", async (t) => {
  const page = await openApp(await launch(t), address);
  await openExample(page);
  await go(page, "book");
  for (const name of FILES) {
    const file = await taken(page, () => page.getByRole("button", { name }).click());
    await choose(page, file);
    assertIdle(await preview(page), name);
    await go(page, "book");
  }
  const workbook = await taken(page, () => page.getByRole("button", { name: "Everything · Excel" }).click());
  for (const name of SHEETS) {
    await page.locator(".file-drop input[type=file]").setInputFiles(workbook);
    await page.locator(".import__sheets").getByRole("button", { name }).click();
    await seesColumns(page);
    assertIdle(await preview(page), name);
    await go(page, "book");
  }
});

test("files taken out make the same business in an empty book", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  await go(page, "book");
  const files = [];
  for (const name of [FILES[0], FILES[2]]) files.push(await taken(page, () => page.getByRole("button", { name }).click()));
  const before = facts(await backUp(page));
  const other = await openApp(await launch(t), address);
  for (const file of files) {
    await go(other, "book");
    await bringIn(other, file);
  }
  // A table is taken out in the order of the list, which is not that of the numbers.
  const inOrder = (list) => list.map((one) => JSON.stringify(one)).sort();
  const said = ({ customers, orders }) => ({
    customers: inOrder(customers.map(({ id, ...told }) => told)),
    orders: inOrder(orders.map(({ id, customer, ...told }) => ({ ...told, by: customers.find((one) => `${one.id}` === customer).code }))),
  });
  assert.deepEqual(said(facts(await backUp(other))), said(before));
});
