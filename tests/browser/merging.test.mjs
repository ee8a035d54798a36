// A backup merged record by record into a book that has moved on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { backUp, bringIn, example, facts, go, saved, taken } from "./steps.mjs";

const address = await serveRelease();
const table = (...lines) => ({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(["customer,date,amount,city", ...lines].join("\n")) });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const row = (page, name) => page.getByRole("grid").getByRole("row").filter({ hasText: name });

/** Returns a backup as another browser would have it that went on from there. */
function moved(backup, move) {
  const book = JSON.parse(backup.buffer.toString("utf8"));
  move(book);
  return { ...backup, buffer: Buffer.from(JSON.stringify(book)) };
}

/** Returns what local storage keeps. */
const kept = (page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()));

/** Chooses a backup to merge. */
async function merge(page, file, name = "Merge into my book…") {
  await go(page, "book");
  await page.locator(".file-drop input[type=file]").setInputFiles(file);
  await button(page, name).click();
}

test("two books that went on from one backup become one, field by field, and part again", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, table("Aster,2024-01-15,100.00,Bern", "Birch,2024-02-15,200.00,Bern"));
  const backup = await backUp(page);
  await bringIn(page, table("Aster,2024-01-15,100.00,Riga", "Cedar,2024-03-15,300.00,Wien"));
  await go(page, "customers/2");
  await page.locator(".panel").getByRole("button", { name: "More to do" }).first().click();
  await page.getByRole("menuitem", { name: "Delete this customer" }).click();
  await saved(page);
  const before = facts(await backUp(page));

  await merge(page, moved(backup, (book) => {
    Object.assign(book.customers[0], { city: "Oslo", industry: "tea" });
    book.customers.push({ id: 3, name: "Dill" });
    book.orders.push({ id: 3, customer: "3", date: "2024-04-15", amount: "USD 4.00", kind: "regular" });
    Object.assign(book.next, { customer: 4, order: 4 });
  }));
  await row(page, "Dill").getByText("Comes over").waitFor();
  const untouched = await kept(page);
  await row(page, "Birch").getByText("Deleted here on").waitFor();
  await row(page, "Birch").getByText("Stays away").waitFor();
  await row(page, "Aster").getByText("Stays as it is").waitFor();
  const counts = await page.locator(".merging__tally tbody tr").first().locator("td").allInnerTexts();
  assert.deepEqual(counts, ["1", "1", "1", "0", "1"], "customers that are new, differ, are gone, are the same, only here");
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "merging-list");

  await row(page, "Aster").click();
  const city = page.locator(".merging__fields tbody tr").filter({ hasText: "City" });
  assert.deepEqual((await city.locator("td").allInnerTexts()).map((text) => text.trim()), ["Riga", "Oslo"]);
  await city.getByRole("radio").nth(1).check();
  await row(page, "Aster").getByText("Partly from the backup").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "merging-record");
  await page.keyboard.press("b");
  await row(page, "Aster").getByText("From the backup", { exact: true }).waitFor();
  await page.locator(".merging__fields tbody tr").filter({ hasText: "Industry" }).getByRole("radio").first().check();
  assert.equal(await kept(page), untouched, "nothing is written before it is confirmed");

  await button(page, "Merge now").click();
  await page.locator(".toast", { hasText: "Backup merged" }).waitFor();
  await saved(page);
  const merged = facts(await backUp(page));
  const told = merged.customers.map(({ name, city, industry }) => [name, city, industry]);
  assert.deepEqual(told, [["Aster", "Oslo", undefined], ["Cedar", "Wien", undefined], ["Dill", undefined, undefined]]);
  assert.equal(merged.orders.length, before.orders.length + 1);
  await go(page, "book/history");
  await page.getByRole("grid").getByText("Merged the backup of").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("grid").getByText("Taken back: Merged the backup of").waitFor();
  await saved(page);
  assert.deepEqual(facts(await backUp(page)), before);

  const foreign = moved(backup, (book) => { book.settings.baseCurrency = "EUR"; });
  await page.locator(".file-drop input[type=file]").setInputFiles(foreign);
  await page.getByText("It counts in EUR and your book in USD").waitFor();
  assert.equal(await button(page, "Merge into my book…").count(), 0);
});

test("a sealed backup is compared once its passphrase opened it", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, table("Aster,2024-01-15,100.00,Bern"));
  await go(page, "book");
  await button(page, "Protect with a passphrase…").click();
  await page.getByLabel("New passphrase", { exact: true }).fill("lantern copper willow tuesday");
  await page.getByLabel("The same again", { exact: true }).fill("lantern copper willow tuesday");
  await page.getByLabel("I understand").check();
  await button(page, "Encrypt the book").click();
  await button(page, "Lock now").waitFor();
  await saved(page);
  const sealed = await backUp(page);
  await bringIn(page, table("Aster,2024-01-15,100.00,Riga"));
  await go(page, "book");
  await page.locator(".file-drop input[type=file]").setInputFiles(sealed);
  await page.getByLabel("Passphrase", { exact: true }).fill("lantern copper willow tuesday");
  await page.keyboard.press("Enter");
  await button(page, "Merge into my book…").click();
  await row(page, "Aster").click();
  await page.locator(".merging__fields").getByText("changed here since").waitFor();
  await button(page, "Merge now").isDisabled().then(assert.ok);
});

for (const locale of ["zh-CN", "fr"]) {
  test(`a merge is told in the reader's language: ${locale}`, async (t) => {
    const page = await example(t, address, { locale });
    await go(page, "book");
    const backup = await taken(page, () => page.getByRole("button", { name: /^(保存备份|Enregistrer une sauvegarde)$/ }).click());
    await merge(page, moved(backup, (book) => {
      Object.assign(book.customers[0], { city: "Oslo" });
      book.orders[0].note = "fragile";
      book.settings.margin = "12.50";
    }), { "zh-CN": "合并到我的客户簿…", fr: "Fusionner dans mon registre…" }[locale]);
    await page.getByRole("grid").locator("tbody tr").first().click();
    await page.locator(".merging__fields").waitFor();
    await assertAccessible(page, CORNERS);
    await takeScreens(page, `merging-${locale}`);
  });
}
