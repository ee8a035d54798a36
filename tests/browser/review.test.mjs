// A review from its start to its minutes: decided by key and in bulk, taken back, interrupted, closed; who moved; classes by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { example, go, openExample, saved, taken } from "./steps.mjs";

const address = await serveRelease();

/** Starts a review of the example book; returns how many proposals it was said to bring up. */
async function start(page) {
  await go(page, "review");
  const said = await page.getByText(/^Brings up/).textContent();
  await page.getByRole("button", { name: "Start the review" }).click();
  await page.locator(".review__split").waitFor();
  return Number(said.match(/\d+/)[0]);
}

/** Returns how many proposals are listed. */
const listed = async (page) => Number((await page.locator(".review__split .table__foot").textContent()).match(/\d+/)[0]);

/** Waits until so many are listed. */
const sees = (page, n) => page.locator(".review__split .table__foot", { hasText: new RegExp(`^${n} proposal`) }).waitFor();

const panel = (page) => page.locator(".review__split .panel");
const row = (page, place) => page.locator(".review__split tbody tr").nth(place);

test("proposals are decided by key, taken back, and there after a restart", async (t) => {
  const browser = await launch(t);
  let page = await openApp(browser, address);
  await openExample(page);
  const all = await start(page);
  assert.ok(all > 10, `${all} proposals`);
  assert.equal(await listed(page), all);

  await row(page, 0).click();
  const first = await panel(page).getByRole("heading", { level: 2 }).textContent();
  await panel(page).getByText("Why it is brought up").waitFor();
  await page.locator(".review__split [role=grid]").focus();
  await page.keyboard.press("a");
  await page.locator(".toast", { hasText: first }).waitFor();
  const left = await listed(page);
  assert.ok(left < all);
  const second = await panel(page).getByRole("heading", { level: 2 }).textContent();
  assert.equal(await row(page, 0).locator("td").nth(1).textContent(), second, "the next one follows");

  await page.locator(".toast", { hasText: first }).getByRole("button", { name: "Undo" }).click();
  await sees(page, all);

  await page.keyboard.press("Control+Shift+z");
  await sees(page, left);
  await row(page, 0).click();
  await page.locator(".review__split [role=grid]").focus();
  await page.keyboard.press("r");
  await page.keyboard.type("Too early");
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "Refused: Too early" }).waitFor();
  const after = await listed(page);
  assert.ok(after < left);
  await saved(page);

  await page.reload();
  await page.locator(".review__split").waitFor();
  assert.equal(await listed(page), after, "it goes on where it stopped");
  await page.locator(".segmented__choice", { hasText: "Decided" }).click();
  await page.getByText("Refused").first().waitFor();
});

test("many are decided at once, and the minutes tell and leave the book", async (t) => {
  const page = await example(t, address);
  const all = await start(page);
  await page.locator(".review__kinds").getByRole("button", { name: /^Sales changed/ }).click();
  await page.getByRole("checkbox", { name: "Select all rows" }).check();
  await page.locator(".bulk").getByRole("button", { name: "Approve" }).click();
  await page.locator(".toast", { hasText: "Approved" }).waitFor();
  await page.getByText("None of this kind").waitFor();
  await page.locator(".review__kinds").getByRole("button", { name: /^All/ }).click();
  assert.ok((await listed(page)) < all);

  await page.getByRole("button", { name: "Close the review" }).click();
  await page.getByRole("heading", { name: /^Minutes/ }).waitFor();
  assert.match(page.url(), /part=minutes&of=/);
  const [decisions, open] = (await page.locator(".review__minutes .table__foot").allTextContents()).map((text) => Number(text.match(/\d+/)[0]));
  assert.ok(decisions > 0 && open > 0);
  const csv = await taken(page, () => page.getByRole("button", { name: "CSV" }).click());
  const lines = csv.buffer.toString("utf8").trim().split("\r\n");
  assert.equal(lines.length, decisions + open + 1);
  assert.match(lines[0], /^\ufeff?Customer,Matter,Why,What happened,Before,After,Decision/);
  const workbook = await taken(page, () => page.getByRole("button", { name: "Workbook" }).click());
  assert.equal(workbook.buffer.subarray(0, 2).toString(), "PK");
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "review-minutes");

  await go(page, "review?part=past");
  await page.locator(".notice", { hasText: "A review was opened today already" }).getByRole("button", { name: "Go on" }).click();
  await page.locator(".review__split").waitFor();

  await go(page, "book/history");
  await page.getByText(/^Review of .*decision/).first().waitFor();
});

test("who moved between two days opens its customers", async (t) => {
  const page = await example(t, address);
  await go(page, "review?part=moves&scheme=stage");
  await page.locator(".flows__grid").waitFor();
  const cell = page.locator(".flows__button").first();
  const n = Number(await cell.locator("strong").textContent());
  await cell.click();
  await page.locator(".flows__people .table__foot", { hasText: `${n} customer` }).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "review-moves");
  const name = await page.locator(".flows__people tbody tr td").first().textContent();
  await page.locator(".flows__people tbody tr").first().click();
  await page.locator(".panel").getByRole("heading", { name }).waitFor();
});

test("a class set by hand stands beside the computed one and can be lifted", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/1");
  const side = page.locator(".panel");
  await side.getByRole("button", { name: "Value: set the class by hand" }).click();
  const form = side.getByRole("form", { name: "Value: set the class by hand" });
  await form.getByLabel("Class").selectOption("C");
  await form.getByLabel("Reason").fill("New buyer");
  await assertAccessible(page, CORNERS);
  await form.getByRole("button", { name: "Set" }).click();
  await side.getByText(/^Assigned C, computed/).first().waitFor();
  await side.locator(".class-badge__drift").first().waitFor();
  await side.getByRole("tab", { name: "History" }).click();
  await side.getByText("Value: C by hand").first().waitFor();
  await side.getByRole("tab", { name: "Why" }).click();
  await side.getByRole("button", { name: "Follow the computed class" }).click();
  await side.getByText(/^Assigned and computed/).first().waitFor();
});

test("the agenda is accessible in both themes and on a phone", async (t) => {
  const page = await example(t, address);
  await go(page, "review");
  await page.getByRole("button", { name: "Start the review" }).waitFor();
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "review-start");
  await start(page);
  await assertAccessible(page);
  await takeScreens(page, "review-agenda");
  await row(page, 0).click();
  await panel(page).waitFor();
  await assertAccessible(page);
  await takeScreens(page, "review-proposal");
  await go(page, "review?part=past");
  await page.getByRole("button", { name: "Go on" }).waitFor();
  await assertAccessible(page, CORNERS);
});
