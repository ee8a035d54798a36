// What an import asks, says and keeps on its way into the book.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, backUp, bringIn, choose, facts, go, preview, seesColumns, takeOver, taken } from "./steps.mjs";

const address = await serveRelease();

/** Returns a file of comma separated rows under a header. */
const orders = (head, ...rows) => ({ name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from([head, ...rows].join("\n")) });

const EUROS = orders("Order No,Customer,Date,Amount,Currency", "1,Aster,2024-05-01,1200.50,EUR", "2,Berg,2024-05-02,300,EUR");

test("a new book counts in the currency of its first orders, or in the one chosen", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, EUROS);
  const base = page.getByLabel("Base currency");
  assert.equal(await base.inputValue(), "EUR");
  await preview(page);
  await page.getByText("€1,500.50").waitFor();
  await page.getByRole("button", { name: "Back to the columns" }).click();
  await base.selectOption("USD");
  await preview(page);
  await page.getByText("EUR × 2").waitFor();
  await page.getByRole("button", { name: "Back to the columns" }).click();
  await base.selectOption("EUR");
  await preview(page);
  await takeOver(page);
  assert.equal(facts(await backUp(page)).settings.baseCurrency, "EUR");
  await go(page, "book/import");
  await choose(page, orders("Order No,Customer,Date,Amount,Currency", "3,Aster,2024-06-01,10,GBP"));
  assert.equal(await base.count(), 0);
});

test("dates that can be read in two ways are asked for before anything is read", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, orders("Order No,Customer,Date,Amount,Currency", "1,Aster,03/04/2024,1,USD", "2,Berg,05/06/2024,2,USD"));
  const next = page.locator(".import__next .button--primary");
  assert.equal(await next.isDisabled(), true);
  await assertAccessible(page);
  await takeScreens(page, "import-asked");
  await page.getByLabel("Dates in “Date” read as").selectOption("dmy");
  await preview(page);
  await page.getByText(/5 Jun/).first().waitFor();
});

test("what is wrong with a file is said with its place, and refused rows can be downloaded", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, orders("Order No,Customer,Date,Amount,Currency", "1,Aster,2024-05-01,1,USD", "2,Berg,2024-05-02,abc,USD", '"3,Cirrus,2024-05-03,3,USD', "4,Dune,2024-05-04,4,USD"));
  await page.getByText("The quotation mark opened in line 4 is never closed").waitFor();
  const { orders: counted } = await preview(page);
  assert.deepEqual(counted, [1, 0, 0, 1]);
  const refused = await taken(page, () => page.getByRole("button", { name: "Download" }).first().click());
  assert.equal(refused.name, "orders.csv - corrections.csv");
  assert.match(refused.buffer.toString("utf8"), /2,Berg,2024-05-02,abc,USD,3,Amount: /);
  await takeScreens(page, "import-refused");
});

test("an import that is left is there again, and one that is cancelled is not", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, EXTRACT);
  await go(page, "customers");
  await go(page, "book/import");
  await seesColumns(page);
  const before = await preview(page);
  await go(page, "rules");
  await page.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
  await go(page, "book/import");
  await page.locator(".import__tally tbody").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator(".file-drop").waitFor();
  await go(page, "customers");
  await go(page, "book/import");
  await page.locator(".file-drop").waitFor();
  await choose(page, EXTRACT);
  assert.deepEqual(await preview(page), before);
});

test("a preview follows the book that it compares with", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, EUROS);
  await preview(page);
  await takeOver(page);
  await page.getByRole("button", { name: "Choose another file" }).click();
  await choose(page, EUROS);
  assert.deepEqual((await preview(page)).orders, [0, 0, 2, 0]);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await page.getByText("The book has changed since, so this was compared with it again").waitFor();
  assert.equal(await page.locator(".import__tally tbody tr").nth(2).locator("td").first().textContent(), "2");
});

test("a table of anything makes no customers until a column is chosen for their names", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, orders("Colour,Shape", "red,round", "blue,square"));
  const next = page.locator(".import__next .button--primary");
  assert.equal(await next.isDisabled(), true);
  await page.getByText("No column says who the customer is").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "import-nameless");
  await page.getByLabel("Shape").selectOption("customer.name");
  assert.deepEqual((await preview(page)).customers, [2, 0, 0, 0]);
});

test("a dialling code suggests a country, which is taken only at the reader's word", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, orders("Company,Phone", "Aster,+49 30 1234567", "Birch,+1 202 555 0143", "Cedar,+86 138 0013 8000"));
  await preview(page);
  await page.getByText("2 customers have no country, but telephones with a dialling code").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "import-dialled");
  await page.getByRole("button", { name: "Take these countries" }).click();
  await page.getByRole("button", { name: "Leave the countries unknown" }).click();
  await page.getByRole("button", { name: "Take these countries" }).click();
  await page.getByText("The countries of 2 customers are taken from the dialling codes").waitFor();
  await takeOver(page);
  const countries = facts(await backUp(page)).customers.map(({ country }) => country);
  assert.deepEqual(countries, ["DE", undefined, "CN"]);
});

test("returns are counted apart from orders", async (t) => {
  const page = await openApp(await launch(t), address);
  await choose(page, orders("Order No,Customer,Date,Amount,Currency", "1,Aster,2024-05-01,100,EUR", "2,Aster,2024-05-02,-20,EUR", "3,Berg,2024-05-03,50,EUR"));
  const tally = await preview(page);
  assert.deepEqual([tally.orders, tally.returns], [[2, 0, 0, 0], [1, 0, 0, 0]]);
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "import-returns");
  await takeOver(page);
  await page.getByText(/2 customers, 2 orders,? and 1 return/).first().waitFor();
});

test("customers that were merged stay one when their file comes again", async (t) => {
  const page = await openApp(await launch(t), address);
  const file = orders("Customer,City,Order No,Order Date,Amount,Currency", "Aster,Bonn,1,2024-03-01,100,USD", "Aster Lighting,Ulm,2,2024-04-01,200,USD");
  await bringIn(page, file);
  await go(page, "customers/1");
  await page.locator(".panel").getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Merge with another customer" }).click();
  await page.getByLabel("The other customer").fill("Aster Lighting");
  const row = page.locator(".merge__table tr", { hasText: "Other names and numbers" });
  await row.getByText("Aster Lighting").waitFor();
  await takeScreens(page, "merge-names");
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await go(page, "book/import");
  await choose(page, file);
  const { customers, orders: bought } = await preview(page);
  assert.deepEqual([customers, bought], [[0, 0, 1, 0], [0, 0, 2, 0]]);
});
