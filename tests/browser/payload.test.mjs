// All text is data: whatever files bring in, nothing of it runs on any screen, no spreadsheet calculates it from a file
// that was taken out, and it comes back from such a file as it was.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import { launch, openApp, serveRelease } from "./harness.mjs";
import { backUp, bringIn, facts, go, saved, seesColumns, taken } from "./steps.mjs";

const address = await serveRelease();

const PAYLOADS = [
  `<img src=x onerror="window.ran=1">`,
  `<script>window.ran=1</script>`,
  `"><svg onload=window.ran=1>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `</textarea><style>*{display:none}</style>`,
  `javascript:window.ran=1`,
  `data:text/html,<script>parent.ran=1</script>`,
  `{{constructor.constructor('window.ran=1')()}}`,
  "${window.ran=1}",
  `' onfocus=window.ran=1 autofocus='`,
  `&lt;b&gt;&#x3c;i&#x3e;`,
  `=1+1`,
  `=HYPERLINK("http://127.0.0.1/?"&A1,"x")`,
  `=cmd|' /C calc'!A0`,
  `+1+1`,
  `-1+cmd|' /C calc'!A0`,
  `@SUM(1+1)`,
  `＝1+1`,
  `x;=1+1`,
  `x\t=1+1`,
  `"=1+1"`,
  `__proto__`,
];

/** The fields that hold text of any kind, as the page calls them. */
const labels = readFileSync(fileURLToPath(new URL("../../www/locales/en/field.txt", import.meta.url)), "utf8");
const called = (keys) => keys.map((key) => labels.match(new RegExp(`^${key} = (.*)$`, "m"))[1]);
const OF_CUSTOMERS = called([
  "short-name", "other-names", "province", "city", "address", "postal-code", "website", "emails", "phones", "social", "industry",
  "product-lines", "approval", "margin-room", "market", "special-need", "purchase-preference", "product-preference",
  "growth-target", "source", "campaign", "owner", "team", "payment-terms", "tags", "next-step", "given-tier", "given-stage", "notes",
].map((key) => `customer-${key}`));
const OF_CONTACTS = called(["title", "whats-app", "we-chat", "linked-in", "notes"].map((key) => `contact-${key}`));

const cell = (text) => `"${text.replaceAll('"', '""')}"`;
const csv = (name, rows) => ({ name, mimeType: "text/csv", buffer: Buffer.from(rows.map((row) => row.map(cell).join(",")).join("\r\n")) });
const code = (n) => `C-${n + 1}`;

const CUSTOMERS = csv("customers.csv", [
  ["Customer code", "Name", ...OF_CUSTOMERS, "<b>Own</b>"],
  ...PAYLOADS.map((text, n) => [code(n), `${text} ${n}`, ...OF_CUSTOMERS.map(() => text), text]),
]);
const CONTACTS = csv("contacts.csv", [
  ["Customer code", "Customer", "Contact name", ...OF_CONTACTS],
  ...PAYLOADS.map((text, n) => [code(n), `${text} ${n}`, `${text} ${n}`, ...OF_CONTACTS.map(() => text)]),
]);
const ORDERS = csv("orders.csv", [
  ["Order number", "Customer code", "Order date", "Amount", "Currency", "Categories", "Note"],
  ...PAYLOADS.map((text, n) => [`${text} ${n}`, code(n), "2024-05-01", `${1000 + n}`, "USD", text, text]),
]);

/** Fails when something of a payload has become part of the page. */
async function assertInert(page, where) {
  const alive = await page.evaluate(() => {
    const made = "main img, main iframe, main script, main style, main b, main i, dialog img, dialog iframe, dialog script, [onerror], [onload], [onfocus], a[href^='javascript:' i], a[href^='data:' i]";
    return [...document.querySelectorAll(made)].map((it) => it.outerHTML.slice(0, 200)).concat(window.ran ? ["it ran"] : []);
  });
  assert.deepEqual(alive, [], where);
}

/** Looks at a place and all tabs it has. */
async function visit(page, place) {
  await go(page, place);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await assertInert(page, place);
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await assertInert(page, `${place}, ${await tab.textContent()}`);
  }
}

/** Returns the parts of a workbook by name. */
function parts(archive) {
  const found = {};
  let at = archive.readUInt32LE(archive.lastIndexOf("PK\x05\x06") + 16);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, name, extra, note, from] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), ...[28, 30, 32].map((place) => archive.readUInt16LE(at + place)), archive.readUInt32LE(at + 42)];
    const begin = from + 30 + archive.readUInt16LE(from + 26) + archive.readUInt16LE(from + 28);
    const bytes = archive.subarray(begin, begin + packed);
    found[archive.toString("utf8", at + 46, at + 46 + name)] = (method ? inflateRawSync(bytes) : bytes).toString("utf8");
    at += 46 + name + extra + note;
  }
  return found;
}

/** Returns the cells of CSV. */
function cells(text) {
  return [...text.replace(/^\ufeff/, "").matchAll(/("(?:[^"]|"")*"|[^,"\r\n]*)(,|\r\n|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
}

/** Returns what a backup says of the business, whatever the numbers of its records. */
function said(backup) {
  const { customers, contacts, orders } = facts(backup);
  const codes = Object.fromEntries(customers.map(({ id, code }) => [id, code]));
  const told = (list) => list.map(({ id, customer, ...rest }) => JSON.stringify({ ...rest, by: codes[customer] })).sort();
  return { customers: told(customers), contacts: told(contacts), orders: told(orders) };
}

test("what looks like script or formula is shown, taken out and brought back as the text it is", async (t) => {
  const browser = await launch(t);
  const page = await openApp(browser, address);
  page.on("dialog", (dialog) => assert.fail(`a dialog opened: ${dialog.message()}`));
  for (const file of [CUSTOMERS, CONTACTS, ORDERS]) {
    await go(page, "book");
    await page.locator(".file-drop input[type=file]").setInputFiles(file);
    await seesColumns(page);
    await assertInert(page, `the columns of ${file.name}`);
    await page.locator(".import__next .button--primary").click();
    await page.locator(".import__tally tbody").waitFor();
    await assertInert(page, `the preview of ${file.name}`);
    await page.locator(".import__next .button--primary").click();
    await page.locator(".notice.tone-good").waitFor();
    await saved(page);
  }
  const before = said(await backUp(page));
  assert.deepEqual([before.customers.length, before.contacts.length, before.orders.length], Array(3).fill(PAYLOADS.length));
  for (const payload of [PAYLOADS[0], PAYLOADS[1], PAYLOADS[11], PAYLOADS[16]]) {
    const times = before.customers.join().split(JSON.stringify(payload).slice(1, -1)).length - 1;
    assert.ok(times > 20, `${payload} came into ${times} fields`);
  }

  // By hand, too.
  await go(page, "customers/new");
  await page.getByLabel("Name", { exact: true }).fill(PAYLOADS[0]);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await saved(page);
  await assertInert(page, "a customer made by hand");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await saved(page);

  for (const place of ["customers?asof=2024-06-01", "review", "analysis?asof=2024-06-01", "rules", "rates", "book", "book/history"]) await visit(page, place);
  for (const analysis of await page.evaluate(async () => (location.hash = "#/analysis?asof=2024-06-01", []))) await visit(page, analysis);
  for (const n of PAYLOADS.keys()) await visit(page, `customers/${n + 1}`);
  await go(page, "customers");
  await page.getByText(PAYLOADS[0]).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("ran=1");
  await assertInert(page, "the search");
  await page.keyboard.press("Escape");

  await go(page, "book");
  const files = [];
  for (const name of ["Customers · CSV", "Contacts · CSV", "Orders · CSV"]) {
    const file = await taken(page, () => page.getByRole("button", { name }).click());
    for (const cell of cells(file.buffer.toString("utf8"))) {
      assert.ok(!/(^|[;\t])[=+@＝＋＠\t\r]|(^|[;\t])[-－](?![\d.]+$)/.test(cell), `${name} has the cell ${cell}`);
    }
    files.push(file);
  }
  const workbook = await taken(page, () => page.getByRole("button", { name: "Everything · Excel" }).click());
  const sheets = Object.entries(parts(workbook.buffer)).filter(([name]) => name.startsWith("xl/worksheets/"));
  assert.equal(sheets.length, 4);
  for (const [name, xml] of sheets) assert.ok(!/<f[ >]|<hyperlink/.test(xml), `${name} calculates`);

  const byCsv = await openApp(await launch(t), address);
  for (const file of files) {
    await go(byCsv, "book");
    await bringIn(byCsv, file);
  }
  assert.deepEqual(said(await backUp(byCsv)), before);

  const byWorkbook = await openApp(await launch(t), address);
  for (const name of ["Customers", "Contacts", "Orders"]) {
    await go(byWorkbook, "book");
    await byWorkbook.locator(".file-drop input[type=file]").setInputFiles(workbook);
    await byWorkbook.locator(".import__sheets").getByRole("button", { name }).click();
    await seesColumns(byWorkbook);
    await byWorkbook.locator(".import__next .button--primary").click();
    await byWorkbook.locator(".import__tally tbody").waitFor();
    await byWorkbook.locator(".import__next .button--primary").click();
    await byWorkbook.locator(".notice.tone-good").waitFor();
    await saved(byWorkbook);
  }
  assert.deepEqual(said(await backUp(byWorkbook)), before);
});
