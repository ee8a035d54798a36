// What customers will do, of a book whose orders tell: charts and tables say what the engine says, and lead to the customers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { book } from "../engine/module.mjs";
import { assertAccessible, launch, openApp, serveRelease, takeScreens, until } from "./harness.mjs";
import { bringIn, go } from "./steps.mjs";

const address = await serveRelease();
const DAY = "2025-06-15";
const MILLIS_A_DAY = 86_400_000;
/** The horizons of the page in weeks: the end of each of the next twelve months, and a year for each customer. */
const MONTHS = Array.from({ length: 12 }, (_, month) => (Date.UTC(2025, 6 + month, 15) - Date.parse(DAY)) / MILLIS_A_DAY / 7);
const YEAR = 365.25 / 7;

/** Orders of customers each in a rhythm and with amounts of its own, the same every time; about half of them stop after a few. */
function lively() {
  let state = 1;
  const roll = () => ((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) + 0.5) / 2 ** 32;
  const rows = [];
  for (let customer = 101; customer <= 220; customer += 1) {
    const [gap, usual, leaves] = [20 + 100 * roll(), 200 + 1800 * roll(), roll() < 0.5 ? 0.4 : 0.02];
    let day = Date.parse("2023-01-01") + Math.floor(800 * roll()) * MILLIS_A_DAY;
    while (day <= Date.parse(DAY)) {
      const amount = usual * (0.2 - Math.log(roll()));
      rows.push(`House ${customer},${rows.length + 1},${new Date(day).toISOString().slice(0, 10)},${amount.toFixed(2)},USD`);
      if (roll() < leaves) break;
      day += Math.ceil(-gap * Math.log(roll())) * MILLIS_A_DAY;
    }
  }
  return ["customer,order no,date,amount,currency", ...rows].join("\n");
}

const ORDERS = lively();
const told = book(ORDERS, { currency: "USD", baseCurrency: "USD", ownCountry: "CN" });

/** Returns what the engine tells of each customer that ordered, those worth most first. */
function foretell(margin, discount) {
  const found = told.predict({ end: DAY, horizonsWeeks: [...MONTHS, YEAR], marginBp: margin * 100, discountMonthly: discount / 100 });
  assert.equal(found.status, "fitted");
  const each = found.customer.map((name, at) => {
    const orders = found.expected.map((column) => column[at]);
    return { name, alive: found.pAlive[at], orders, spend: found.spend[at], worth: Math.round(found.clv[at]) };
  });
  return each.sort((one, other) => other.worth - one.worth);
}

const section = (page, title) => page.locator(".section", { has: page.getByRole("heading", { name: title }) });
const chances = (page) => section(page, /still buys? with a chance of 80% or more/);
const prospects = (page) => section(page, "Who is likely to bring most");
const terms = (page) => Promise.all(["Margin", "Discount a month"].map((label) => prospects(page).getByLabel(label).inputValue()));

/** Returns the cells of a table, row by row: amounts in minor units, as their tips have them in full, the rest as text. */
const cells = (found) => found.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => {
  const amount = cell.querySelector("[title^='US$']");
  return amount ? Number(amount.title.replace(/\D/g, "")) : cell.textContent;
})));

/** Opens the tab, on the day of the last orders, and its tables; waits until it has its charts. */
async function open(page) {
  await go(page, `analysis/prediction?asof=${DAY}`);
  await page.waitForFunction(() => document.querySelectorAll(".graph canvas").length === 2);
  await page.locator(".analysis__data").evaluateAll((tables) => tables.forEach((table) => { table.open = true; }));
}

/** Asserts that the list shows these customers and no others, on the day that the tab had. */
async function lists(page, names) {
  await page.locator(".filters .chip", { hasText: "Still buying:" }).waitFor();
  await page.locator(".table__foot", { hasText: new RegExp(`^${names.length} of`) }).waitFor();
  assert.match(page.url(), new RegExp(`asof=${DAY}`));
  const shown = await page.locator(".table__body tr").evaluateAll((rows) => rows.map((row) => row.textContent.match(/House \d+/)[0]));
  assert.deepEqual(shown.filter((name) => !names.includes(name)), []);
}

test("of a book whose orders tell, the prediction says what the engine says, and leads to the customers", async (t) => {
  const page = await openApp(await launch(t), address);
  const { customers } = await bringIn(page, { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(ORDERS) });
  await open(page);
  const foretold = foretell(30, 1);
  const bands = [[], [], [], [], []];
  for (const { name, alive } of foretold) bands[Math.min(4, Math.floor(alive * 5))].push(name);

  await t.test("what is to come by month adds up all customers, with its range and what it rests on", async () => {
    const isDrawn = await page.locator(".graph canvas").evaluateAll((all) => all.map((canvas) =>
      canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte)));
    assert.deepEqual(isDrawn, [true, true]);
    const forecast = section(page, /^About US\$[\d.]+K in the next 12 months$/);
    const months = await cells(forecast);
    assert.deepEqual([months.length, months[0][0], months[11][0]], [12, "15 Jul 2025", "15 Jun 2026"]);
    const sum = (of) => Math.round(foretold.reduce((sum, customer) => sum + of(customer), 0));
    for (const [month, [day, orders, sales, low, high]] of months.entries()) {
      const within = (customer) => customer.orders[month] - (month && customer.orders[month - 1]);
      assert.deepEqual([Number(orders), sales], [sum(within), sum((customer) => within(customer) * customer.spend)], day);
      assert.ok(0 < low && low < sales && sales < high, `${day}: ${low}, ${sales}, ${high}`);
    }
    await forecast.locator(".graph").click();
    assert.match(page.url(), /analysis\/prediction/);
    const honesty = section(page, "What this can and cannot tell");
    await honesty.getByText(`The model sees ${customers[0]} customers with orders`).waitFor();
    await honesty.getByText(/would have forecast \d+ order days for the time since; \d+ came/).waitFor();
  });

  await t.test("who is likely to bring most is named with the engine's figures", async () => {
    assert.deepEqual(await terms(page), ["30", "1"]);
    const shown = await cells(prospects(page));
    assert.equal(shown.length, 50);
    for (const [place, [name, alive, orders, spend, worth]] of shown.entries()) {
      const known = foretold[place];
      assert.deepEqual([name, spend, worth], [known.name, Math.round(known.spend), known.worth]);
      // Written to a tenth of a percent from hundredths of one.
      assert.ok(Math.abs(parseFloat(alive) - known.alive * 100) <= 0.055, `${name}: ${alive}, ${known.alive}`);
      assert.equal(Number(orders), Math.round(known.orders[12] * 10) / 10, name);
    }
  });

  await t.test("each count of the chances opens its customers, and so does a bar", async () => {
    assert.deepEqual((await cells(chances(page))).map(([, count]) => Number(count)), bands.map(({ length }) => length));
    for (const [fifth, names] of bands.entries()) {
      await chances(page).locator("tbody tr").nth(fifth).getByRole("link").click();
      await lists(page, names);
      await open(page);
    }
    const { width, height } = await chances(page).locator(".graph").boundingBox();
    await chances(page).locator(".graph").click({ position: { x: width / 2, y: height * 0.3 } });
    await lists(page, bands[1]);
    await open(page);
  });

  await t.test("another margin changes in proportion what customers are worth, and is taken back", async () => {
    const worths = async () => (await cells(prospects(page))).map((row) => row[4]);
    const of = (foretold) => foretold.slice(0, 50).map(({ worth }) => worth);
    const more = foretell(45, 1);
    await prospects(page).getByLabel("Margin").fill("45");
    await page.keyboard.press("Tab");
    await until(async () => String(await worths()) === String(of(more)));
    for (const [place, { worth }] of more.entries()) assert.ok(Math.abs(worth - foretold[place].worth * 1.5) <= 2);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Control+z");
    await until(async () => String(await worths()) === String(of(foretold)));
    assert.deepEqual(await terms(page), ["30", "1"]);
  });

  await t.test("it is accessible, and fits a phone", async () => {
    await open(page);
    await assertAccessible(page);
    await takeScreens(page, "prediction-told");
    await page.setViewportSize({ width: 360, height: 740 });
    await until(() => page.locator("html, .shell__main").evaluateAll((boxes) => boxes.every((box) => box.scrollWidth <= box.clientWidth)));
  });
});
