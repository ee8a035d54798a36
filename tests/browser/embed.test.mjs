// The heart in a page of its own, without the app.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { assertAccessible, launch, openApp, serveRelease } from "./harness.mjs";

const address = await serveRelease({ base: "/below/a/path/" });
const EXTRACT = fileURLToPath(new URL("../data/online_retail_extract.csv", import.meta.url));

test("a page without a framework sorts the customers of a file", async (t) => {
  const browser = await launch(t);
  const page = await browser.context.newPage();
  await page.goto(`${address}embed.html`);
  await page.getByText("Ready.").waitFor();
  await page.getByLabel("Table of orders").setInputFiles(EXTRACT);
  await page.getByRole("table").waitFor();
  assert.match(await page.getByRole("status").textContent(), /^\d+ customers, \d+ orders, as of \d{4}-\d\d-\d\d$/);
  const [first] = await page.locator("tbody tr").all();
  assert.match((await first.locator("td").allTextContents()).join(" "), /^\S+ .[\d,]+\.\d\d [ABC] (trial|long-term)$/);
  await page.getByLabel("Table of orders").setInputFiles({ name: "no.csv", mimeType: "text/csv", buffer: Buffer.from(" \n") });
  await page.getByText("pass a file with rows in it").waitFor();
  await assertAccessible(page);
});

test("scripts beside the app reach the heart", async (t) => {
  const browser = await launch(t);
  const page = await openApp(browser, address);
  assert.ok(!browser.requests.some((url) => url.includes("/engine/")), "it is loaded only when asked for");
  const [customers, known] = await page.evaluate(async () => {
    const { Book } = await window.portbook;
    const bytes = new TextEncoder().encode("customer,date,amount\nAster,2024-05-02,100.00\n");
    return [Book.importTables([{ name: "orders.csv", bytes }]).summary.customers, window.portbook.Book === Book];
  });
  assert.deepEqual([customers, known], [1, true]);
});
