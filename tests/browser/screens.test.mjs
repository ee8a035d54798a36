// Everything that opens over a page or within it is accessible, in both themes, on wide screens and phones; what is shown
// fits its place, and what is chosen stands in the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, serveRelease, takeScreens } from "./harness.mjs";
import { choose, example, go, preview } from "./steps.mjs";

const address = await serveRelease();

/** What can be opened in the example book: where, by which steps, and what tells that it is open. */
const SCREENS = {
  palette: ["customers", (page) => page.keyboard.press("Control+k"), ".palette__list"],
  keys: ["customers", (page) => page.keyboard.press("?"), "dialog[open] .dialog__title"],
  languages: ["customers", (page) => page.getByRole("button", { name: "Language" }).click(), "[role=menu]"],
  columns: ["customers", (page) => page.locator(".chooser summary").click(), ".chooser[open]"],
  filter: ["customers", (page) => page.locator(".facet").getByRole("button", { name: "Country or region" }).click(), ".facet__value"],
  selection: ["customers", (page) => page.getByRole("checkbox", { name: "Select all rows" }).check(), ".bulk, [class*=bulk]"],
  commands: ["customers/1", (page) => page.locator(".panel").getByRole("button", { name: "More to do" }).click(), ".panel [role=menu]"],
  contacts: ["customers/1", (page) => page.locator(".panel").getByRole("tab", { name: "Contacts" }).click(), ".panel [role=tabpanel]"],
  orders: ["customers/1", (page) => page.locator(".panel").getByRole("tab", { name: "Orders" }).click(), ".panel [role=grid]"],
  "order-editor": ["customers/1", addOrder, ".panel form"],
  merge: ["customers/1", mergeWith, ".merge__table"],
  "rules-draft": ["rules", changeRule, ".rules__preview"],
  nowhere: ["no/such/place", () => {}, "h1"],
};

async function addOrder(page) {
  await page.locator(".panel").getByRole("tab", { name: "Orders" }).click();
  await page.getByRole("button", { name: "Add an order" }).click();
}

async function mergeWith(page) {
  await page.locator(".panel").getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Merge with another customer" }).click();
  await page.getByLabel("The other customer").fill("Casa Lumen Grupo");
}

async function changeRule(page) {
  const field = page.getByLabel("Small from");
  await field.fill("200,000");
  await field.press("Enter");
}

/** Opens a place anew and waits until it is there. */
async function visit(page, place) {
  await go(page, place);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

test("what opens over a page or within it is accessible", async (t) => {
  const page = await example(t, address);
  for (const [name, [place, open, sign]] of Object.entries(SCREENS)) {
    await t.test(name, async () => {
      await visit(page, place);
      await open(page);
      await page.locator(sign).first().waitFor();
      await assertAccessible(page, CORNERS);
      await takeScreens(page, name);
    });
  }
});

/** The places whose words are the most, and what tells that each is drawn. */
const PLACES = {
  customers: ".table__foot",
  "customers/1": ".panel .evidence",
  review: ".review",
  analysis: ".analysis__about",
  rules: ".rules__source",
  "book/import": "input[type=file]",
  book: ".meter",
};

/** Asserts that nothing makes the page, its main part or an open customer wider than there is room for. */
async function assertNoOverflow(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll(".shell__main, .panel__body")];
    return boxes.filter((box) => box.scrollWidth > box.clientWidth).flatMap((box) => {
      const reaches = (it) => it.getBoundingClientRect().right > box.getBoundingClientRect().left + box.clientWidth + 1;
      return [...box.querySelectorAll("*")].filter(reaches).map((it) => it.className || it.tagName).slice(0, 9);
    });
  });
  assert.deepEqual(wide, [], `wider than ${width}`);
}

test("in Chinese every place is accessible, and fits a phone as well as a very wide screen", async (t) => {
  const page = await example(t, address, { locale: "zh-CN" });
  for (const [place, sign] of Object.entries(PLACES)) {
    await t.test(place, async () => {
      await go(page, place);
      await page.locator(sign).first().waitFor();
      await assertAccessible(page, CORNERS);
      for (const width of [360, 1280, 2560]) await assertNoOverflow(page, width);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }
});

/** Returns the texts of which a part is cut off. */
const cut = (page, selector) => page.locator(selector).evaluateAll((found) =>
  found.filter((it) => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight + 1).map((it) => it.textContent));

/** Returns where things stand on the screen. */
const boxes = (page, selector) => page.locator(selector).evaluateAll((found) => found.map((it) => it.getBoundingClientRect().toJSON()));

test("no head of the list is cut, in any language, with few columns or all", async (t) => {
  const page = await example(t, address);
  const inEach = async (look) => {
    for (const language of ["English", "Français", "中文"]) {
      await go(page, "book");
      await page.locator(".segmented").getByText(language, { exact: true }).click();
      await go(page, "customers");
      await look(language);
      for (const part of ["th", ".table__sort", ".table__name", ".table__unit"]) {
        assert.deepEqual(await cut(page, `.table__head ${part}`), [], `${part} in ${language}`);
      }
    }
  };
  await inEach(async (language) => {
    await page.locator(".table__body .table__cell--number").first().waitFor();
    assert.deepEqual(await cut(page, ".table__body .table__cell--number"), [], language);
  });
  await page.locator(".chooser summary").click();
  for (const box of await page.locator(".chooser input").all()) await box.check();
  await page.keyboard.press("Escape");
  await inEach(async () => assert.ok((await page.locator(".table__head th[title]").count()) > 15));
});

test("beside an open customer the filters take one line, and a row shows its last order", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/1");
  await page.locator(".panel").waitFor();
  for (const width of [1280, 1100]) {
    await page.setViewportSize({ width, height: 800 });
    const [bar] = await boxes(page, ".filters__bar");
    assert.ok(bar.height < 50, `${bar.height} high at ${width}`);
    const days = await boxes(page, ".customers .table__row:first-child .table__detail:last-child");
    const [details] = await boxes(page, ".customers .table__row:first-child .table__cell--details");
    assert.ok(days[0].bottom <= details.bottom + 1 && days[0].right <= details.right + 1, `at ${width}`);
  }
  await page.getByRole("button", { name: "More filters" }).click();
  await page.locator(".facet").getByRole("button", { name: "Size" }).waitFor();
});

test("the numbers of a scheme stand in lines, and what is said of them below", async (t) => {
  const page = await example(t, address);
  await go(page, "rules");
  const section = page.locator(".section").first();
  const tops = (selector) => section.locator(selector).evaluateAll((found) => [...new Set(found.map((it) => it.getBoundingClientRect().top))]);
  await section.locator(".rules__knob").nth(2).waitFor();
  assert.equal((await tops(".rules__knob .field__row")).length, 1);
  assert.equal((await tops(".rules__knob .rules__source")).length, 1);
  await page.setViewportSize({ width: 360, height: 740 });
  assert.equal((await tops(".rules__knob .field__row")).length, 3);
});

test("the date of rules and reviews stands in the address, and back leads to the one before", async (t) => {
  const page = await example(t, address);
  const at = (end) => page.waitForFunction((end) => location.hash === `#/${end}`, end, { timeout: 5000 });
  for (const place of ["rules", "review", "analysis"]) {
    await go(page, place);
    const date = page.getByLabel("As of");
    await date.fill("2026-03-31");
    await at(`${place}?asof=2026-03-31`);
    await date.fill("2026-06-30");
    await at(`${place}?asof=2026-06-30`);
    await page.goBack();
    await at(`${place}?asof=2026-03-31`);
    await page.waitForFunction(() => document.querySelector(".as-of input").value === "2026-03-31");
    await page.reload();
    await page.getByRole("button", { name: "Back to today" }).waitFor();
    assert.equal(await date.inputValue(), "2026-03-31");
    await page.goBack();
    await page.getByRole("button", { name: "Back to today" }).waitFor({ state: "detached" });
  }
});

test("on a phone a refused row names its cells, and the chosen tab is in sight", async (t) => {
  const page = await example(t, address, { width: 360, height: 740 });
  await go(page, "analysis/prediction");
  const tab = page.getByRole("tab", { name: "Prediction" });
  await tab.waitFor();
  const { x, width } = await tab.boundingBox();
  assert.ok(x >= 0 && x + width <= 360, `from ${x} to ${x + width}`);

  await go(page, "book/import");
  const table = "Customer,Order date,Amount,Currency\nAster,2026-01-05,100,USD\nBirch,2026-13-45,200,USD\n";
  await choose(page, { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  const { orders } = await preview(page);
  assert.equal(orders[3], 1, "one order is refused");
  const said = (cell) => page.locator(".is-refused td").nth(cell).evaluate((it) => getComputedStyle(it, "::before").content);
  assert.equal(await said(0), '"Line"');
  assert.equal(await said(4), '"What to do"');
});

test("a message covers nothing on a phone, nor the foot of an open customer", async (t) => {
  const page = await example(t, address, { width: 360, height: 740 });
  await go(page, "customers/3");
  await page.locator(".panel").getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Edit the facts" }).click();
  await page.locator(".panel .fact--edit input").first().fill("Another name");
  await page.keyboard.press("Enter");
  await page.locator(".toast").waitFor();
  const [[toast], [panel], [rail]] = [await boxes(page, ".toast"), await boxes(page, ".panel"), await boxes(page, ".rail")];
  assert.ok(panel.bottom <= toast.top + 1, `${panel.bottom} and ${toast.top}`);
  assert.ok(toast.bottom <= rail.top + 1, `${toast.bottom} and ${rail.top}`);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.locator(".panel").waitFor({ state: "detached" });
  const [main] = await boxes(page, ".shell__main");
  assert.ok(main.bottom <= toast.top + 1);
});

test("customers are found and picked without the marks of their letters", async (t) => {
  const page = await example(t, address);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("ＡＵＢＥＰＩＮＥ");
  await page.getByRole("option", { name: "Maison Aubépine" }).waitFor();
  await page.keyboard.press("Escape");
  await go(page, "customers/1");
  await page.locator(".panel").getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Merge with another customer" }).click();
  await page.getByLabel("The other customer").fill("aubepine");
  await page.locator(".merge__table").getByText("Maison Aubépine").first().waitFor();
});

test("a list is printed whole, its head on every page, and says where it ends", async (t) => {
  const page = await example(t, address);
  const rows = () => page.locator("tbody tr").count();
  const inView = await rows();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction((inView) => document.querySelectorAll("tbody tr").length > inView, inView);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".table__head").evaluate((head) => getComputedStyle(head).display), "table-header-group");
  for (const chrome of [".rail", ".top-bar", ".filters__bar", ".page-header__actions"]) {
    assert.equal(await page.locator(chrome).first().isVisible(), false, chrome);
  }
});
