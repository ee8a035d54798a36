// What becomes of data: returns taken over before, cards pasted, customers known already, and a history that names them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { bringIn, choose, example, go, paste, preview, takeOver } from "./steps.mjs";

const address = await serveRelease();

const LINES = {
  name: "lines.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [
      "Customer,InvoiceNo,InvoiceDate,Quantity,UnitPrice,Currency",
      "Aster,1,2024-05-01,10,5,USD",
      "Aster,C2,2024-05-03,-2,5,USD",
      "Birch,3,2024-05-02,4,5,USD",
      "Cedar,C4,2024-05-05,-3,5,USD",
    ].join("\n"),
  ),
};

test("returns that were netted before stay, and the preview says so and what to do", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, LINES);
  await go(page, "customers");
  await page.getByRole("grid").waitFor();
  await go(page, "book/import");
  await choose(page, LINES);
  await page.getByLabel("Cancellations and returns").selectOption("dropped");
  await preview(page);
  const notice = page.locator(".notice", { hasText: "2 returns from earlier imports stay in your book" });
  await notice.waitFor();
  await page.locator(".toast").waitFor({ state: "detached", timeout: 15_000 });
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "data-returns");
  await notice.getByRole("link", { name: "Show the history" }).click();
  await page.waitForFunction(() => location.hash === "#/book/history");
  await page.getByRole("grid").locator("tbody tr").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
  await page.getByText("Taken back: Imported lines.csv").first().waitFor();
  // The import that was left is there again, planned for the book as it is now.
  await go(page, "book/import");
  await page.locator(".import__tally tbody").waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes("earlier imports stay"));
  await takeOver(page);
});

test("a pasted card is a customer", async (t) => {
  const page = await openApp(await launch(t), address);
  await go(page, "book/import");
  const card = "公司名称：义乌锦程贸易\n国家：中国\n邮箱：wang@jincheng.example\n网址：https://jincheng.example\n\n公司名称：Birch Oy\n国家：芬兰\n邮箱：info@birch.example\n";
  await paste(page, { "text/plain": card });
  const { customers } = await preview(page);
  assert.deepEqual(customers, [2, 0, 0, 0]);
  await takeScreens(page, "data-cards");
  await takeOver(page);
});

test("a name or an address that another has is said under its field, and stops nothing", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill("nordhem  INTERIORS");
  await page.getByText("There is already a customer called “Nordhem Interiors”").waitFor();
  const email = page.locator(".record-form .field__tag-input").first();
  await email.fill("hanna.brandt@nordhem.example");
  await email.press("Enter");
  await page.getByText("“hanna.brandt@nordhem.example” is already an address of Nordhem Interiors").waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "data-namesake");
  await page.locator(".field-note a").first().click();
  await page.waitForFunction(() => location.hash.startsWith("#/customers/1"));
  // What was typed is there when one comes back, and is saved all the same.
  await go(page, "customers/new");
  await page.getByText("There is already a customer called").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForFunction(() => /^#\/customers\/(?!new|1\b)\d+/.test(location.hash));
  // The same when a name is edited.
  await page.locator("h2").first().waitFor();
  await page.keyboard.press("Escape");
  await go(page, "customers/2");
  await page.locator(".panel").waitFor();
  await page.keyboard.press("e");
  const name = page.locator(".fact--edit input").first();
  await name.fill("Al Noor small trading");
  await page.locator(".fact--edit").getByText("There is already a customer called “Al Noor Small Trading”").waitFor();
  await assertAccessible(page, CORNERS);
  await name.press("Enter");
  await page.locator(".fact--edit").waitFor({ state: "detached" });
});

test("the history names who was tagged and deleted", async (t) => {
  const page = await example(t, address);
  await go(page, "customers?sort=name");
  const chosen = page.getByRole("grid").locator("tbody input[type=checkbox]");
  for (const place of [0, 1]) await chosen.nth(place).click();
  await page.locator(".bulk input").fill("VIP");
  await page.locator(".bulk").getByRole("button", { name: "Add tag" }).click();
  await page.locator(".bulk").getByRole("button", { name: "Delete" }).click();
  await go(page, "book/history");
  const changes = page.getByRole("grid").locator("tbody tr");
  await changes.nth(2).waitFor();
  const [deleted, tagged] = await changes.allInnerTexts();
  assert.match(deleted, /Deleted Al Noor Small Trading and Adria Textil with .*orders/);
  assert.match(tagged, /Tagged Al Noor Small Trading and Adria Textil: VIP/);
  await page.reload();
  await changes.nth(2).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "data-history");
});
