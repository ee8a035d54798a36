// The page in one file, opened from disk as a user opens it: tables come in, charts are drawn, what was saved is there again.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { freshProfile, launch, openApp } from "./harness.mjs";
import { EXTRACT, bringIn, go, taken } from "./steps.mjs";
import { XLSX, workbook } from "./workbook.mjs";
import { DIST } from "../../scripts/size.mjs";

// Alone in its folder, so that nothing it might lack lies beside it.
const folder = mkdtempSync(join(tmpdir(), "portbook-single-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "客户簿.html");
copyFileSync(join(DIST, "portbook.html"), file);
const address = pathToFileURL(file).href;
const listed = (page) => page.getByRole("grid").getAttribute("aria-rowcount").then(Number);

test("the page in one file works from disk and keeps its book", async (t) => {
  const profile = freshProfile(t);
  const first = await launch(t, { profile });
  const page = await openApp(first, `${address}#/book/import`);
  await bringIn(page, EXTRACT);

  await go(page, "customers?asof=2011-12-09");
  await page.locator(".table__body tr").first().waitFor();
  const customers = await listed(page);
  await go(page, "analysis?asof=2011-12-09");
  await page.locator(".graph canvas").first().waitFor();

  // The worker writes a workbook and reads one.
  await go(page, "book");
  const { buffer } = await taken(page, () => page.getByRole("button", { name: "Everything · Excel" }).click());
  assert.equal(buffer.toString("latin1", 0, 2), "PK");
  await go(page, "book/import");
  const rows = [["Order No", "Date", "Customer", "Amount"], ["N-1", new Date("2011-12-01"), "New buyer", 1_500]];
  const tally = await bringIn(page, { name: "new.xlsx", mimeType: XLSX, buffer: workbook({ Orders: rows }) });
  assert.deepEqual([tally.customers[0], tally.orders[0]], [1, 1]);
  assert.deepEqual(first.requests.filter((url) => url.split("#")[0] !== address && !url.startsWith("blob:")), []);
  await go(page, "book");
  assert.equal(await page.getByText("Portbook as one file").count(), 0, "it offers itself to itself");
  await first.close();

  const second = await launch(t, { profile });
  const anew = await openApp(second, `${address}#/customers?asof=2011-12-09`);
  await anew.locator(".table__body tr").first().waitFor();
  assert.equal(await listed(anew), customers + 1);
});
