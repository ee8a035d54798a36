// What a customer's orders tell of those to come, and its grade of value: figures agree with the orders and the lists.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease } from "./harness.mjs";
import { EXTRACT, bringIn, example, go } from "./steps.mjs";

const address = await serveRelease();
const count = async (found) => Number((await found.innerText()).match(/\d[\d,]*/)[0].replace(",", ""));
const section = (page, title) => page.locator(".panel .why__scheme").filter({ has: page.getByRole("heading", { name: title }) });

test("the outlook tells a customer's rhythm, its quarters and what is to be expected", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/4");
  const orders = await count(page.getByRole("tab", { name: /^Orders/ }));
  await page.getByRole("tab", { name: "Outlook" }).click();
  const rhythm = section(page, "Rhythm");
  await rhythm.getByText(/^\d+ days$/).waitFor();
  assert.match(await rhythm.innerText(), new RegExp(`${orders} days with an order`));
  assert.match(await rhythm.innerText(), new RegExp(`median of ${orders - 1} intervals of its own`));
  assert.ok(await rhythm.getByText("Next order expected").isVisible());
  const quarters = await section(page, "By quarter").locator("tbody tr").all();
  const counts = await Promise.all(quarters.map(async (row) => Number(await row.locator("td").last().innerText())));
  assert.equal(counts.reduce((sum, one) => sum + one, 0), orders);
  await section(page, "By quarter").locator("canvas").waitFor();
  await section(page, "To be expected").getByText("The chance that it will order again at all (MBG/NBD)").waitFor();
  for (const [colorScheme, width] of CORNERS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await assertAccessible(page);
  }
});

test("the outlook of a book whose orders do not tell says so", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  await go(page, "customers/1?asof=2011-12-09");
  await page.getByRole("tab", { name: "Outlook" }).click();
  await section(page, "To be expected").getByText("The orders do not tell who has left").waitFor();
});

test("a grade of value says what it follows from, and its cells open their lists", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/1");
  const grade = section(page, "High, mid and low value");
  assert.match(await grade.innerText(), /High value[\s\S]*Frequency \d, amount \d, loyalty (\d|unknown): mean \d(\.\d+)?/);
  await grade.getByRole("link", { name: "All customers by value" }).click();
  const table = page.getByRole("group", { name: "High, mid and low value" }).locator("tbody tr");
  await table.first().waitFor();
  const rows = await table.all();
  const sums = await Promise.all(rows.map((row) => count(row.locator("td").last())));
  assert.equal(sums.slice(0, 3).reduce((sum, one) => sum + one, 0), sums[3]);
  for (const cell of [table.nth(0).locator("td").nth(1), table.nth(2).locator("td").last()]) {
    const wanted = await count(cell);
    await cell.getByRole("link").click();
    await page.locator(".table__foot", { hasText: new RegExp(`^${wanted} of`) }).waitFor();
    await page.goBack();
    await table.first().waitFor();
  }
});
