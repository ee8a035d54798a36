// Where the money comes from: every figure leads to its customers, the address says what is shown, charts are drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { EXTRACT, bringIn, example, go, openExample } from "./steps.mjs";

const address = await serveRelease();
const PARTS = ["segments", "rfm", "matrix", "concentration", "trend", "prediction", "risk", "positioning"];
const DAY = "asof=2011-12-09";

const digits = async (found) => Number((await found.textContent()).replace(/\D/g, ""));
const listed = async (page) => Number((await page.locator(".table__foot").textContent()).match(/^([\d,]+) of/)[1].replace(",", ""));
const figures = (page, at = 0) => page.locator(".analysis__data").nth(at).locator("summary").click();

/** Opens a tab by its address and waits until it is there. */
async function open(page, part, query = DAY) {
  await go(page, `analysis/${part}?${query}`);
  await page.getByRole("tab", { selected: true }).and(page.locator(`[id$="-${part}"]`)).waitFor();
  if (query === DAY) await page.getByRole("button", { name: "Back to today" }).waitFor();
}

/** Returns whether something was drawn into each chart of the page. */
const drawn = (page) => page.locator(".graph").evaluateAll((graphs) => graphs.map((graph) => {
  const canvas = graph.querySelector("canvas");
  return !!canvas && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte);
}));

test("figures lead to their customers, and back leads to the figures", async (t) => {
  const browser = await launch(t);
  const page = await openApp(browser, address);
  await bringIn(page, EXTRACT);

  await t.test("the place is in the rail, and the date of the address is shown", async () => {
    assert.ok(!browser.requests.some((url) => url.includes("_charts.js")), "charts were loaded before one was shown");
    await page.getByRole("navigation").getByRole("link", { name: "Analysis" }).click();
    await page.getByRole("heading", { level: 1, name: "Analysis" }).waitFor();
    await open(page, "rfm");
    assert.equal(await page.getByLabel("As of").inputValue(), "2011-12-09");
  });

  await t.test("a cell of the grid opens as many customers as it counts", async () => {
    const cell = page.locator(".analysis__cell a").first();
    const count = await digits(cell);
    await cell.click();
    await page.locator(".filters .chip", { hasText: "Recency 5, frequency 5" }).waitFor();
    assert.equal(await listed(page), count);
    await page.getByRole("button", { name: "Remove Recency 5, frequency 5" }).click();
    await page.locator(".filters .chip").waitFor({ state: "detached" });
    assert.ok((await listed(page)) > count);
    await page.goBack();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Analysis" }).waitFor();
  });

  await t.test("a set and a filter hold together, and a reload keeps both", async () => {
    await go(page, `customers?set=top:10&country=GB&${DAY}`);
    await page.locator(".filters .chip", { hasText: "The 10 largest customers" }).waitFor();
    const both = await listed(page);
    assert.ok(0 < both && both <= 10);
    await page.reload();
    await page.locator(".filters .chip", { hasText: "The 10 largest customers" }).waitFor();
    assert.equal(await listed(page), both);
    await page.waitForFunction(() => location.hash.includes("set=top%3A10"));
  });

  await t.test("a mark of a chart opens the customers behind it", async () => {
    await open(page, "segments");
    await page.locator(".graph canvas").waitFor();
    const first = page.getByRole("grid").getByRole("row").nth(1);
    const name = (await first.locator("[role=gridcell], td, th").first().textContent()).trim();
    const count = await digits(first.locator("[role=gridcell], td, th").nth(1));
    const graph = await page.locator(".graph").boundingBox();
    await page.mouse.click(graph.x + graph.width * 0.45, graph.y + 30);
    await page.locator(".filters .chip", { hasText: name }).waitFor();
    assert.equal(await listed(page), count);
  });

  await t.test("cohorts and quarters count whom their lists show", async () => {
    await open(page, "trend");
    const cohort = page.locator(".analysis__cell a").first();
    await page.getByRole("radio", { name: "Customers" }).check({ force: true });
    await page.waitForURL(/show=customers/);
    const count = await digits(cohort);
    await cohort.click();
    await page.locator(".filters .chip", { hasText: "First order in" }).waitFor();
    assert.equal(await listed(page), count);
    await open(page, "trend");
    await figures(page);
    const quarter = page.locator(".analysis__data a").first();
    const buyers = await digits(quarter);
    await quarter.click();
    await page.locator(".filters .chip", { hasText: "Bought in" }).waitFor();
    assert.equal(await listed(page), buyers);
  });

  await t.test("the matrix opens by filters alone", async () => {
    await open(page, "matrix");
    const cell = page.locator(".analysis__cell a").first();
    const count = await digits(cell);
    await cell.click();
    await page.locator(".table__foot").waitFor();
    assert.equal(await listed(page), count);
    assert.ok(!page.url().includes("set="));
  });

  await t.test("orders that do not tell are refused, with each customer's own rhythm instead", async () => {
    await open(page, "prediction");
    await page.getByText("The orders do not tell who has left").waitFor();
    await figures(page);
    const band = page.locator(".analysis__data a").first();
    const count = await digits(band);
    await band.click();
    await page.locator(".table__foot").waitFor();
    assert.equal(await listed(page), count);
  });

  await t.test("who may be leaving is listed with what speaks for it, and opens as a set", async () => {
    await open(page, "risk");
    await page.getByRole("heading", { name: /customers? may be leaving/ }).waitFor();
    const first = page.locator(".analysis__table").last().locator("tbody tr").first();
    assert.match(await first.innerText(), /\d×/);
    await figures(page);
    const worry = page.locator(".analysis__data a").first();
    const count = await digits(worry);
    await worry.click();
    await page.locator(".filters .chip", { hasText: "Great risk" }).waitFor();
    assert.equal(await listed(page), count);
  });

  await t.test("own limits of scores are kept, and refused while they fall", async () => {
    await open(page, "rfm", `${DAY}&scores=own`);
    const days = page.getByRole("group", { name: "Days since the last order" });
    const [days4, days3, orders5] = [days.getByLabel("4 from"), days.getByLabel("3 from"), page.getByRole("group", { name: "Orders" }).getByLabel("5 from")];
    for (const [at, group] of [["Orders", ["2", "4", "8"]], ["Days since the last order", ["30", "90", "180", "365"]]]) {
      for (const [place, value] of group.entries()) {
        await page.getByRole("group", { name: at }).getByRole("textbox").nth(place).fill(value);
      }
    }
    await orders5.fill("7");
    await orders5.blur();
    await page.getByText("No limit may lie below the one before").waitFor();
    assert.ok(await page.getByRole("button", { name: "Use these limits" }).isDisabled());
    await orders5.fill("16");
    await orders5.blur();
    await page.getByRole("button", { name: "Use these limits" }).click();
    await page.getByText("Own limits saved").first().waitFor();
    await page.reload();
    await days4.waitFor();
    assert.deepEqual([await days4.inputValue(), await days3.inputValue(), await orders5.inputValue()], ["30", "90", "16"]);
  });

  await t.test("the owner's score of a market moves its place and is kept", async () => {
    await open(page, "positioning");
    const attractiveness = async () => {
      if (!(await page.locator(".analysis__data[open]").count())) await figures(page);
      return page.locator(".analysis__data tbody tr").first().locator("td").nth(1).innerText();
    };
    const before = await attractiveness();
    await page.getByLabel("Size of the market").selectOption("1");
    await page.getByText("Score saved").first().waitFor();
    const after = await attractiveness();
    assert.notEqual(after, before);
    await page.reload();
    await page.getByLabel("Size of the market").waitFor();
    assert.equal(await page.getByLabel("Size of the market").inputValue(), "1");
    assert.equal(await attractiveness(), after);
  });
});

test("every tab is drawn, accessible, and follows the theme", async (t) => {
  const page = await example(t, address);
  for (const part of PARTS) {
    await t.test(part, async () => {
      await open(page, part, "");
      await page.getByText("Working out").waitFor({ state: "detached" });
      await page.waitForFunction(() => [...document.querySelectorAll(".graph")].every((graph) => graph.querySelector("canvas")));
      assert.deepEqual((await drawn(page)).filter((is) => !is), []);
      await assertAccessible(page, CORNERS);
      await takeScreens(page, `analysis-${part}`);
    });
  }
});

test("a chart that cannot be loaded is said, and its figures stand", async (t) => {
  const browser = await launch(t, { allow: /_charts\.js|Failed to load resource/ });
  await browser.context.route("**/*_charts.js", (route) => route.abort());
  const page = await openApp(browser, address);
  await openExample(page);
  await open(page, "concentration", "");
  await page.getByText("The chart could not be loaded").waitFor();
  await figures(page);
  assert.ok((await page.locator(".analysis__data tbody tr").count()) > 2);
});
