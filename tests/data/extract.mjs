// Cuts online_retail_extract.csv from the whole file: `node tests/data/extract.mjs [path of online_retail.csv.gz]`.
// Whole histories of about 40 customers, chosen so that each oddity of the file is met: see the list at the foot.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const whole = process.argv[2] ?? here("../../../shared/data/online_retail.csv.gz");
const [header, ...lines] = gunzipSync(readFileSync(whole)).toString("utf8").trimEnd().split(/\r?\n/);

/** Splits a line of the file, which quotes its texts and keeps no line break in them. */
const fields = (line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((field) => field.replace(/,$/, "").replace(/^"|"$/g, ""));

const orders = lines.map((line) => {
  const [invoice, stock, , quantity, time, price, customer, country] = fields(line);
  return { line, invoice, stock, quantity: Number(quantity), day: time.slice(0, 10), price: Number(price), customer, country };
});

function group(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row]);
  return groups;
}

const named = (customer) => /^\d+$/.test(customer);
const customers = [...group(orders.filter((order) => named(order.customer)), "customer")].sort(([a], [b]) => a - b);
const chosen = new Set();

/** Takes the first `count` customers, by number, of whose lines `fits` holds; those of few lines only, to stay small. */
function take(count, fits, most = 60) {
  const fitting = customers.filter(([id, rows]) => !chosen.has(id) && rows.length <= most && fits(rows));
  for (const [id] of fitting.slice(0, count)) chosen.add(id);
}

const days = (rows) => new Set(rows.map((row) => row.day)).size;
const last = (rows) => rows.reduce((latest, row) => (row.day > latest ? row.day : latest), "");
const sum = (rows) => rows.reduce((total, row) => total + row.quantity * row.price, 0);

const foreign = new Set(orders.map((order) => order.country).filter((country) => country !== "United Kingdom"));
for (const country of [...foreign].sort()) take(1, (rows) => rows.every((row) => row.country === country), 40);
take(1, (rows) => new Set(rows.map((row) => row.country)).size > 1, 120); // moved to another country
take(2, (rows) => rows.some((row) => row.invoice.startsWith("C")) && sum(rows) > 0 && days(rows) > 3); // returned a part
take(1, (rows) => rows.some((row) => row.invoice.startsWith("C")) && sum(rows) <= 0); // returned all
take(1, (rows) => rows.some((row) => row.stock === "POST") && days(rows) > 2); // paid postage
take(1, (rows) => rows.some((row) => row.stock === "M")); // has manual entries
take(1, (rows) => rows.some((row) => row.stock === "D")); // was given a discount
take(1, (rows) => rows.some((row) => row.price === 0)); // was given something
take(2, (rows) => days(rows) === 1 && last(rows) < "2011-03-01"); // came once, long ago
take(1, (rows) => days(rows) === 1 && last(rows) > "2011-12-01"); // came once, just now
take(2, (rows) => days(rows) >= 10, 150); // comes often
take(1, (rows) => sum(rows) > 50_000, 150); // one whose share is large

const unnamed = orders.filter((order) => !named(order.customer));
const invoices = new Set(unnamed.filter(({ invoice }) => invoice.startsWith("A")).map(({ invoice }) => invoice));
for (const sign of [1, -1]) {
  const small = [...group(unnamed.filter((order) => Math.sign(order.quantity) === sign), "invoice")];
  for (const [invoice] of small.filter(([, rows]) => rows.length <= 8).slice(0, 5)) invoices.add(invoice);
}

const kept = orders.filter(({ customer, invoice }) => (named(customer) ? chosen.has(customer) : invoices.has(invoice)));
const out = [header, ...kept.map((order) => order.line), ""].join("\n");
writeFileSync(here("online_retail_extract.csv"), out);
console.log(`${kept.length} lines, ${chosen.size} customers, ${Buffer.byteLength(out)} bytes`);
