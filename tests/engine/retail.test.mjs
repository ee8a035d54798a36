// Online Retail, cleaned as its reference says, comes out as the reference has it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { shared } from "../browser/shared.mjs";
import { digest } from "./digest.mjs";
import { Book } from "./module.mjs";

const asOf = "2011-12-09";
const policy = { abc: { window: "all-history" } };
const golden = JSON.parse(readFileSync(new URL("retail.json", import.meta.url), "utf8"));

function retail(t, options) {
  const path = shared(t, "data/online_retail.csv.gz");
  if (!path) return undefined;
  const answer = Book.importTables([{ name: "online_retail.csv", bytes: gunzipSync(readFileSync(path)) }], options);
  assert.equal(answer.type, "success", JSON.stringify(answer.errors));
  return answer.book;
}

const CLEANING = { dropCancellations: true, requireCustomer: true, positiveQuantityAndPrice: true };

test("the reference cleaning leaves the known book with the known classes", (t) => {
  const book = retail(t, CLEANING);
  if (!book) return;
  const { customers, orders, total, first, last } = book.summary();
  assert.deepEqual([customers, orders, total, first, last], [4_338, 18_532, 891_140_790, "2010-12-01", asOf]);
  const answers = shared(t, "reference/online_retail.abc.csv");
  const classes = book.classify({ asOf, policy });
  const place = new Map(classes.customer.map((customer, place) => [customer, place]));
  const lines = readFileSync(answers, "utf8").trim().split("\n").slice(1);
  for (const line of lines) {
    const [customer, monetary, , , , abc] = line.split(",");
    const at = place.get(customer);
    assert.equal(classes.abc[at], abc, customer);
    assert.equal(classes.salesEver[at], Math.round(monetary * 100), customer);
  }
  assert.equal(lines.length, 4_338);
  assert.equal(digest(classes), golden.classes, "the same bytes as natively");
  assert.equal(digest(book.toBackup({ saved: asOf })), golden.backup, "the same bytes as natively");
  for (const room of ["rfm", "cycles", "trends", "concentration"]) assert.equal(digest(book[room]({ asOf })), golden[room], room);
  assert.equal(digest(book.review({ from: "2011-07-01", to: "2011-09-30" })), golden.review);
  const prediction = book.predict({ end: asOf, model: "bg_nbd", horizonsWeeks: [4, 52], marginBp: 3000 });
  assert.equal(prediction.status, "refused", "one year of it does not tell who left");
  assert.match(prediction.reason.message, /./);
  assert.ok(!("pAlive" in prediction) && !("expected" in prediction));
  assert.equal(digest(prediction), golden.predict);
});

test("netted cancellations leave the known sums", (t) => {
  const summary = retail(t, { requireCustomer: true })?.summary();
  if (summary) assert.deepEqual([summary.customers, summary.total], [4_372, 830_006_581]);
});

test("each switch of the cleaning does its own part", (t) => {
  const cancelled = retail(t, { dropCancellations: true })?.summary();
  if (!cancelled) return;
  assert.deepEqual([cancelled.customers, cancelled.orders, cancelled.total], [4_339, 18_536, 891_140_790]);
  const positive = retail(t, { positiveQuantityAndPrice: true }).summary();
  assert.deepEqual([positive.customers, positive.orders, positive.total], [4_338, 18_532, 891_140_790]);
});
