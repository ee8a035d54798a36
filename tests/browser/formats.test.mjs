// The same orders in whatever form they come make the same book.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { shared } from "./shared.mjs";
import { EXTRACT, backUp, bringIn, facts, paste, preview, seesColumns, takeOver } from "./steps.mjs";
import { XLSX, workbook } from "./workbook.mjs";

const address = await serveRelease();
const folder = mkdtempSync(join(tmpdir(), "portbook-formats-"));
after(() => rmSync(folder, { recursive: true }));

const CHINESE = ["订单号", "产品型号", "产品名称", "数量", "下单日期", "单价", "客户编号", "国家"];
const PLACES = { number: 0, quantity: 3, date: 4, price: 5 };

/** Returns the rows of a file in which every text is quoted or plain, as the invoices are. */
const rowsOf = (csv) => csv.trimEnd().split("\n").map((line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));

const quoted = (value, delimiter) => (new RegExp(`["${delimiter}\n]`).test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const written = (rows, delimiter) => rows.map((row) => row.map((value) => quoted(value, delimiter)).join(delimiter)).join("\r\n");

/** Returns rows with Chinese names of columns and days such as 2024年5月1日. */
function inChinese([, ...rows]) {
  const day = (text) => text.replace(/^(\d+)-0?(\d+)-0?(\d+).*/, "$1年$2月$3日");
  return [CHINESE, ...rows.map((row) => row.with(PLACES.date, day(row[PLACES.date])))];
}

/** Returns rows as a spreadsheet holds them: amounts are numbers, days are days. */
function typed([head, ...rows]) {
  return [head, ...rows.map((row) => row.map((value, place) => {
    if (place === PLACES.quantity || place === PLACES.price) return Number(value);
    return place === PLACES.date ? new Date(`${value.replace(" ", "T")}Z`) : value;
  }))];
}

/** Returns a text's bytes in GB18030, which takes two for Chinese and four for what it met later, such as £. */
function gb18030(text) {
  const decoder = new TextDecoder("gb18030");
  const bytes = new Map();
  const learn = (...code) => {
    const sign = decoder.decode(Uint8Array.from(code));
    if (sign.length === 1) bytes.set(sign, String.fromCharCode(...code));
  };
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => from + place);
  for (const lead of range(0x81, 0xfe)) for (const trail of range(0x40, 0xfe)) learn(lead, trail);
  for (const second of range(0x30, 0x39)) {
    for (const third of range(0x81, 0xfe)) for (const last of range(0x30, 0x39)) learn(0x81, second, third, last);
  }
  return Buffer.from(text.replace(/[^\0-\x7f]/g, (sign) => bytes.get(sign) ?? assert.fail(sign)), "latin1");
}

/** Leaves a file in the folder of this test, because large ones are handed to a browser by their path alone. */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Returns the book that comes of `bring`, in a browser of its own. */
async function bookOf(t, bring) {
  const page = await openApp(await launch(t), address);
  await bring(page);
  const book = facts(await backUp(page));
  assert.ok(book.orders.length > 0);
  return book;
}

const rows = rowsOf(readFileSync(EXTRACT, "utf8"));
/** The book that comes of the extract as it is, made once. */
let plain;
const plainBook = (t) => (plain ??= bookOf(t, (page) => bringIn(page, EXTRACT)));

test("a file in GB18030 with Chinese columns, semicolons and Chinese days makes the same book", async (t) => {
  const path = file("订单.csv", gb18030(written(inChinese(rows), ";")));
  assert.deepEqual(await bookOf(t, (page) => bringIn(page, path)), await plainBook(t));
});

test("a workbook makes the same book", async (t) => {
  const path = file("orders.xlsx", workbook({ Orders: typed(rows) }));
  assert.deepEqual(await bookOf(t, (page) => bringIn(page, path)), await plainBook(t));
});

const markup = (rows) => {
  const escaped = (value) => value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<table>${rows.map((row) => `<tr>${row.map((value) => `<td>${escaped(value)}</td>`).join("")}</tr>`).join("")}</table>`;
};
const PASTED = {
  spreadsheet: { "text/plain": written(rows, "\t") },
  "web page": { "text/plain": written(rows, " "), "text/html": markup(rows) },
};

for (const [where, held] of Object.entries(PASTED)) {
  test(`a table pasted from a ${where} makes the same book`, async (t) => {
    const pasted = await bookOf(t, async (page) => {
      await paste(page, held);
      await preview(page);
      await takeOver(page);
    });
    assert.deepEqual(pasted, await plainBook(t));
  });
}

test("of several sheets the one chosen is read", async (t) => {
  const notes = [["Terms"], ["Thirty days net"]];
  const buffer = workbook({ Notes: notes, "Orders 2011": typed(rows) });
  const chosen = await bookOf(t, async (page) => {
    await page.setInputFiles("input[type=file]", { name: "two sheets.xlsx", mimeType: XLSX, buffer });
    await page.getByRole("heading", { name: "Which sheet?" }).waitFor();
    await assertAccessible(page, CORNERS);
    await takeScreens(page, "sheets");
    await page.getByRole("button", { name: "Orders 2011" }).click();
    await seesColumns(page);
    await preview(page);
    await takeOver(page);
  });
  assert.deepEqual(chosen, await plainBook(t));
});

test("the whole year makes the same book as text in Chinese and as a workbook", async (t) => {
  const path = shared(t, "data/online_retail.csv.gz");
  if (!path) return;
  const whole = gunzipSync(readFileSync(path)).toString("utf8");
  const rows = rowsOf(whole);
  const expected = await bookOf(t, (page) => bringIn(page, file("retail.csv", whole)));
  const chinese = file("零售.csv", gb18030(written(inChinese(rows), ";")));
  assert.deepEqual(await bookOf(t, (page) => bringIn(page, chinese)), expected);
  const sheets = file("retail.xlsx", workbook({ Retail: typed(rows) }));
  assert.deepEqual(await bookOf(t, (page) => bringIn(page, sheets)), expected);
});
