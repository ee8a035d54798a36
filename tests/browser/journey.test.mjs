// From a file to explained classes that are there again after a restart, on the release, with real lines.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";

const address = await serveRelease();
const EXTRACT = fileURLToPath(new URL("../data/online_retail_extract.csv", import.meta.url));

/** Imports the extract from the start page and waits until it is in the book. */
async function importExtract(page) {
  await page.setInputFiles("input[type=file]", EXTRACT);
  await page.getByRole("button", { name: "See what would change" }).click();
  const customers = await page.locator(".import__tally tbody tr").first().locator("td").first().textContent();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".notice.tone-good").waitFor();
  await page.locator(".save-state", { hasText: "Saved" }).waitFor();
  return customers;
}

test("an imported file is there after a restart, and one undo takes it back", async (t) => {
  const first = await launch(t);
  const page = await openApp(first, address);
  const customers = await importExtract(page);
  assert.match(customers, /^\d+$/);
  await first.close();

  const second = await launch(t, { profile: first.profile });
  const again = await openApp(second, address);
  const foot = again.locator(".table__foot");
  await foot.getByText(`${customers} of ${customers} customers`).waitFor();
  await again.getByRole("button", { name: "Undo" }).first().click();
  await foot.getByText("0 of 0 customers").waitFor();
});

test("the classes of a day in the past are offered, with the reasons beside them", async (t) => {
  const page = await openApp(await launch(t), address);
  await importExtract(page);
  await page.getByRole("link", { name: "See the customers" }).click();
  await page.getByRole("button", { name: /^Show / }).click();
  await page.getByRole("grid").locator("tbody tr").first().click();
  await page.locator(".panel .evidence").first().waitFor();
});

test("that all are lost today is said before what else there is to say", async (t) => {
  const page = await openApp(await launch(t), address);
  const buffer = Buffer.from("Customer,Order No,Order Date,Amount,Currency\nAster,1,2012-01-01,100,USD\nBirch,2,2012-02-01,50,GBP\n");
  await page.setInputFiles("input[type=file]", { name: "orders.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "See what would change" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "See the customers" }).click();
  const advice = page.locator(".notice", { hasText: "The newest order is of" });
  await advice.waitFor();
  assert.equal(await advice.locator("xpath=ancestor::details").count(), 0, "it is not among the further notes");
  await page.locator(".advice .notice", { hasText: "without an exchange rate" }).waitFor({ state: "attached" });
});

test("every screen is accessible in both themes", async (t) => {
  const page = await openApp(await launch(t), address);
  await page.setInputFiles("input[type=file]", EXTRACT);
  await page.getByRole("button", { name: "See what would change" }).waitFor();
  await assertAccessible(page);
  await takeScreens(page, "columns");
  await page.getByRole("button", { name: "See what would change" }).click();
  await page.getByRole("button", { name: "Import", exact: true }).waitFor();
  await assertAccessible(page);
  await takeScreens(page, "preview");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".notice.tone-good").waitFor();
  for (const place of ["customers", "customers/1", "customers/new", "rules", "book"]) {
    await page.goto(`${address}#/${place}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await assertAccessible(page);
    await takeScreens(page, place.replace("/", "-"));
  }
});
