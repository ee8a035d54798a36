// Acts that say what they did, questions that show they are open, words that tell what changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, serveRelease, until } from "./harness.mjs";
import { example, go, saved, seesColumns } from "./steps.mjs";

const address = await serveRelease();
const ORDERS = "Company,Order date,Order total (USD)\nAlfa,03/04/2025,\"1,200\"\nBeta,05/06/2025,\"3,400\"\n";

/** Opens the example book, where the test may read what was copied. */
async function exampleWithClipboard(t) {
  const page = await example(t, address);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  return page;
}

const toast = (page, text) => page.locator(".toast", { hasText: text }).waitFor();

test("a file dropped beside the box goes to the import, where open questions are marked", async (t) => {
  const page = await exampleWithClipboard(t);
  const kept = await page.locator("main").evaluate((main, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "orders.csv", { type: "text/csv" }));
    return ["dragover", "drop"].map((kind) => {
      const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
      main.dispatchEvent(event);
      return event.defaultPrevented;
    });
  }, ORDERS);
  assert.deepEqual(kept, [true, true], "the browser would leave the page");
  await seesColumns(page);
  const open = page.locator(".import__switches .field.is-wrong");
  await open.getByText("Not settled yet").first().waitFor();
  await open.first().locator("select").selectOption("dmy");
  assert.equal(await page.getByLabel(/^Dates in/).getAttribute("aria-invalid"), null);
  await assertAccessible(page, CORNERS);
});

test("what was copied, undone and emptied is said or put right", async (t) => {
  const page = await exampleWithClipboard(t);
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await page.getByRole("button", { name: "Copy e-mail addresses" }).click();
  await toast(page, /^Copied \d+ addresses/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(await page.locator(".toast").last().textContent(), new RegExp(`Copied ${copied.split("; ").length} `));
  await page.locator(".bulk input").fill("fair");
  await page.locator(".bulk input").press("Enter");
  await toast(page, /^Tagged \d+ customers/);
  await page.getByRole("button", { name: "Choose none" }).click();

  const day = page.getByLabel("As of");
  const today = await day.inputValue();
  await day.fill("");
  await page.waitForFunction(([today]) => document.querySelector(".as-of input").value === today, [today]);

  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill("Quince");
  await page.locator(".panel").getByLabel("E-mail").fill("no mail");
  await page.locator(".panel").getByLabel("E-mail").press("Enter");
  await page.getByText("“no mail”: Not an e-mail address").waitFor();
  await page.locator(".panel .chip__remove").click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "Quince" }).waitFor();
  await page.locator("body").press("Control+z");
  await toast(page, "Quince");
  await page.locator(".panel").waitFor({ state: "detached" });
});

test("a change of the rules tells its numbers, and missing rates stand in one table", async (t) => {
  const page = await exampleWithClipboard(t);
  await go(page, "rules");
  const lost = page.getByLabel("Lost when the last order is older than");
  await lost.fill("800");
  await lost.press("Tab");
  await page.getByRole("button", { name: "Save these rules" }).click();
  await page.locator(".rules__differences").getByText("730 days → 800 days").waitFor();
  await saved(page);
  await go(page, "book/history");
  const first = page.locator(".table__body .table__row").first();
  assert.match(await first.textContent(), /Changed the rules from .*: Lost when/);
  await first.click();
  await page.locator("dialog[open]").getByText("730 days → 800 days").waitFor();
  await page.locator("dialog[open]").getByText("same as the rules before").waitFor();
  await assertAccessible(page, CORNERS);
  await page.keyboard.press("Escape");

  await go(page, "customers");
  await page.getByRole("link", { name: "Enter rates" }).click();
  await until(() => page.evaluate(() => {
    const place = document.querySelector(".rules__lacking")?.closest(".section").getBoundingClientRect();
    return place && place.top >= 0 && place.top < innerHeight / 2;
  }));
  const lacking = page.locator(".rules__lacking tbody tr");
  const before = await lacking.count();
  assert.ok(before > 0);
  await lacking.first().getByRole("button").click();
  await page.getByLabel("Rate", { exact: true }).fill("one");
  await page.locator(".rules__rate .is-wrong").waitFor();
  await page.getByLabel("Month", { exact: true }).fill("not a month");
  assert.equal(await page.locator(".rules__rate .is-wrong").count(), 2);
  await lacking.first().getByRole("button").click();
  await page.getByLabel("Rate", { exact: true }).fill("1.1");
  await page.getByRole("button", { name: "Add rate" }).click();
  await page.waitForFunction((before) => document.querySelectorAll(".rules__lacking tbody tr").length < before, before);
});

test("deleting everything asks in the middle and leaves no undo of what is gone", async (t) => {
  const page = await exampleWithClipboard(t);
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await page.locator(".bulk input").fill("fair");
  await page.getByRole("button", { name: "Add tag" }).click();
  await toast(page, /^Tagged/);
  await go(page, "book");
  await page.getByRole("button", { name: "Delete everything…" }).click();
  const dialog = page.locator("dialog[open]");
  const { y, height } = await dialog.boundingBox();
  assert.ok(Math.abs(y + height / 2 - page.viewportSize().height / 2) < 2, `the dialog stands at ${y}`);
  const word = (await dialog.locator("label").textContent()).match(/“(.+)”/)[1];
  await dialog.locator("input").fill(word);
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await toast(page, "Everything was deleted");
  assert.equal(await page.locator(".toast").getByRole("button", { name: "Undo" }).count(), 0);
});

test("a refused number stands in the way of saving, and goes with the changes that are dropped", async (t) => {
  const page = await exampleWithClipboard(t);
  await go(page, "rules");
  const [small, several] = [page.getByLabel("Small from"), page.getByLabel("Several categories from")];
  const type = async (field, text) => (await field.fill(text), await field.press("Tab"));
  await type(small, "2,000,000");
  await page.getByText("Must stay below: Medium from").waitFor();
  await type(several, "2");
  await page.getByRole("button", { name: "Save these rules" }).click();
  await until(() => small.evaluate((field) => field === document.activeElement));
  await page.getByRole("button", { name: "Discard changes" }).click();
  await until(async () => (await small.inputValue()) === "100,000" && (await several.inputValue()) === "3");
  await page.getByText("Must stay below: Medium from").waitFor({ state: "detached" });
});

test("a percentage is taken with its sign, and what is none is said", async (t) => {
  const page = await exampleWithClipboard(t);
  await go(page, "rules");
  const share = page.getByLabel("Share of our sales, at least").first();
  const before = await share.inputValue();
  await share.fill("20%");
  await share.press("Tab");
  await page.getByRole("button", { name: "Save these rules" }).waitFor();
  assert.equal(await share.inputValue(), "20");
  await share.fill("abc");
  await share.press("Tab");
  await until(async () => (await share.getAttribute("aria-invalid")) === "true");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await until(async () => (await share.inputValue()) === before);
});

test("a day to come is refused where something has been, and a birthday needs no year", async (t) => {
  const page = await exampleWithClipboard(t);
  await go(page, "customers/1");
  const panel = page.locator(".panel");
  await panel.getByRole("tab", { name: "Facts" }).click();
  const value = panel.locator(".facts__group", { hasText: "Value and plans" });
  await value.locator("summary").click();
  await value.getByRole("button", { name: "Customer since" }).click();
  await panel.getByLabel("Customer since").fill("2099-01-01");
  await panel.locator(".fact--edit").getByRole("button", { name: "Save" }).click();
  await page.getByText("This day is still to come").waitFor();
  await page.keyboard.press("Escape");
  await value.getByRole("button", { name: "Loyalty (1–5)" }).click();
  await panel.getByLabel("Loyalty (1–5)").fill("4.5");
  await page.keyboard.press("Enter");
  await page.getByText("Enter a whole number from 1 to 5").waitFor();
  await page.keyboard.press("Escape");
  await panel.getByRole("tab", { name: "Contacts" }).click();
  await panel.getByRole("button", { name: "Add a contact" }).click();
  await panel.getByLabel("Name", { exact: true }).fill("Ann Zhou");
  await panel.locator("form summary").click();
  const birthday = panel.getByLabel("Birthday");
  await birthday.fill("02-30");
  await panel.locator("form").getByRole("button", { name: "Save" }).click();
  await page.getByText("Not understood: write 1980-05-13").waitFor();
  await birthday.fill("5-13");
  await panel.locator("form").getByRole("button", { name: "Save" }).click();
  await panel.getByText(/13 May|May 13/).waitFor();
});
