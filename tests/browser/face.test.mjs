// What a list shows of itself wherever it is read: one scroller on a phone, a file of its figures, arrows, charts that can be read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens, until } from "./harness.mjs";
import { EXTRACT, bringIn, example, go, taken } from "./steps.mjs";

const address = await serveRelease();
const main = (page) => page.locator(".shell__main");
const top = (page) => main(page).evaluate((it) => it.scrollTop);

/** Returns the places in the list of the rows that are seen, first and last. */
const seen = (page) => page.locator(".table__body tr").evaluateAll((rows) => {
  const view = document.querySelector(".shell__main").getBoundingClientRect();
  const foot = document.querySelector(".table__foot").getBoundingClientRect();
  const inside = rows.filter((row) => {
    const box = row.getBoundingClientRect();
    return box.top >= view.top - 1 && box.bottom <= Math.min(view.bottom, foot.top) + 1;
  });
  return [inside[0], inside.at(-1)].map((row) => row && Number(row.getAttribute("aria-rowindex")) - 2);
});

test("on a phone the list scrolls with the page, by finger and by key, and is where it was left", async (t) => {
  const page = await example(t, address, { width: 360, height: 740 });
  const scrollers = await page.locator(".shell__main, .shell__main *").evaluateAll((all) =>
    all.filter((it) => it.checkVisibility() && /auto|scroll/.test(getComputedStyle(it).overflowY) && it.scrollHeight > it.clientHeight + 1).map((it) => it.className));
  assert.deepEqual(scrollers, ["shell__main"], "one scroller");
  const drawn = await page.locator(".table__body tr").count();
  assert.ok(drawn < 40, `${drawn} rows are drawn`);

  await main(page).evaluate((it) => { it.scrollTop = 3000; });
  await page.waitForFunction(() => [...document.querySelectorAll(".table__body tr")].some((row) => Number(row.getAttribute("aria-rowindex")) > 30));
  const [first, last] = await seen(page);
  assert.ok(last - first >= 4, `rows ${first} to ${last} fill the view`);
  assert.match(await page.locator(".table__foot").innerText(), /77 of 77/);
  assert.ok(await page.locator(".table__foot").isVisible());

  await page.locator(`.table__body tr[aria-rowindex="${first + 3}"]`).click();
  await page.locator(".panel").waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.locator(".panel").waitFor({ state: "detached" });
  await until(async () => String(await seen(page)) === String([first, last]));

  await page.getByRole("grid").focus();
  for (const key of ["End", "Home", "PageDown"]) {
    await page.keyboard.press(key);
    await page.waitForFunction(() => {
      const row = document.querySelector(".table__body .is-focused");
      if (!row) return false;
      const [box, foot] = [row.getBoundingClientRect(), document.querySelector(".table__foot").getBoundingClientRect()];
      return box.top >= document.querySelector(".shell__main").getBoundingClientRect().top - 1 && box.bottom <= foot.top + 1;
    }, null, { timeout: 3000 });
  }
  await assertAccessible(page, CORNERS);
  await takeScreens(page, "face-phone");
});

test("typing moves nothing, and the way to more filters stays where it was pressed", async (t) => {
  const page = await example(t, address, { locale: "zh-CN" });
  const box = (found) => found.evaluate((it) => { const { x, y } = it.getBoundingClientRect(); return [Math.round(x), Math.round(y)]; });
  const table = page.locator(".customers > .table");
  const before = await box(table);
  await page.getByRole("searchbox").fill("没有这个客户");
  await page.getByText("没有符合条件的客户").waitFor();
  assert.deepEqual(await box(table), before);
  await page.getByRole("searchbox").fill("");
  const more = page.locator(".filters__bar > .button--quiet");
  const at = await box(more);
  await more.click();
  await page.getByRole("button", { name: "收起筛选" }).waitFor();
  assert.deepEqual(await box(more), at);
});

test("the list is taken out from where it is seen, with what it shows, and read again it changes nothing", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  await go(page, "customers?country=GB&asof=2011-12-09");
  await page.getByRole("button", { name: "Back to today" }).waitFor();
  const { name, buffer } = await taken(page, () => page.getByRole("button", { name: "Export as CSV" }).click());
  await page.locator(".toast", { hasText: /^Exported \d+ customers/ }).waitFor();
  const [head, ...rows] = buffer.toString("utf8").trim().split(/\r?\n/);
  for (const column of ["Stage", "Sales 12 months", "Share of sales", "Orders all time", "Last order"]) {
    assert.ok(head.includes(`${column} (Portbook)`), `${column}: ${head}`);
  }
  const listed = (await page.locator(".table__foot").innerText()).match(/^(\d+) of/)[1];
  assert.equal(rows.length, Number(listed));
  assert.match(rows[0], /GBP,2011-12-09|USD,2011-12-09/);

  await go(page, "book/import");
  await page.locator(".file-drop").first().waitFor();
  await page.setInputFiles("input[type=file]", { name, mimeType: "text/csv", buffer });
  await page.locator(".import__samples").first().waitFor();
  await page.locator(".import__next .button--primary").click();
  await page.getByText("Everything in this file is in your book already").waitFor();
});

test("where an assigned class is not the computed one, the list says so with an arrow", async (t) => {
  const page = await example(t, address);
  const first = page.locator(".table__body tr").first();
  assert.equal(await first.locator(".class-badge__drift").count(), 0);
  await page.locator(".table__body tr", { hasText: "Casa Lumen" }).locator(".class-badge__drift--down").waitFor();
  await first.click();
  const scheme = page.locator(".why__scheme").filter({ has: page.getByRole("heading", { name: "Size", exact: true }) });
  await scheme.getByRole("button", { name: "Size: set the class by hand" }).click();
  await scheme.getByLabel("Class", { exact: true }).selectOption({ label: "Medium" });
  await scheme.getByRole("button", { name: "Set", exact: true }).click();
  await scheme.getByText("Say why").waitFor();
  await scheme.getByLabel("Reason").fill("A plant of theirs closes");
  await scheme.getByRole("button", { name: "Set", exact: true }).click();
  const badge = first.locator(".class-badge", { has: page.locator(".class-badge__drift--up") });
  await badge.waitFor();
  assert.match(await badge.getAttribute("title"), /Assigned Medium, computed Large/);
  await page.reload();
  await badge.waitFor();
});

test("a customer's page tells the risk of its leaving with its parts, as the list of risks does", async (t) => {
  const page = await example(t, address);
  await go(page, "analysis/risk");
  const row = page.locator(".analysis__table").last().locator("tbody tr").first();
  await row.waitFor();
  const score = (await row.locator("td").first().innerText()).replace("≈ ", "");
  await row.getByRole("link").click();
  const risk = page.locator(".panel .why__scheme").filter({ has: page.getByRole("heading", { name: "Risk of leaving" }) });
  await risk.getByText(`${score} of 100`).waitFor();
  assert.equal(await risk.locator(".why__part").count(), 3);
  await risk.getByText(/counts for .* of its weight of 40/).waitFor();
  await assertAccessible(page, CORNERS);
  await risk.getByRole("link").click();
  await page.getByRole("tab", { name: "Risk", selected: true }).waitFor();
});

test("who moved between two days has an address in the list of customers", async (t) => {
  const page = await example(t, address);
  await go(page, "review?part=moves&from=2025-12-31&to=2026-06-30&scheme=stage");
  const cell = page.locator(".flows__button").first();
  await cell.waitFor();
  const customers = Number(await cell.locator("strong").innerText());
  await cell.click();
  await page.getByRole("link", { name: "Show in the list of customers" }).click();
  await page.waitForFunction(() => /[?&]set=moved/.test(location.hash));
  await page.locator(".table__foot", { hasText: new RegExp(`^${customers} of`) }).waitFor();
  await page.locator(".filters .chip").waitFor();
});

test("nothing is drawn where no group can be placed, and a forecast opens nothing", async (t) => {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  await go(page, "analysis/positioning?asof=2011-12-09");
  await page.getByText("No group can be placed").waitFor();
  assert.equal(await page.locator(".graph").count(), 0);
});
