// What the calls answer on small books, and how they fail.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Book, ORDERS, book, defaultPolicy, file } from "./module.mjs";

const asOf = "2024-06-30";
const codes = (answer) => (assert.equal(answer.type, "failure"), answer.errors.map((it) => it.code));

test("an import tells what it took each column for and what became of the rows", () => {
  const { type, book, summary } = Book.importTables([file(ORDERS + ",,5,2024-01-01,1.00,USD,\nK4,Dill,6,never,1.00,USD,\n")]);
  assert.equal(type, "success");
  const { files, ...figures } = summary;
  const expected = { type: "success", customers: 3, orders: 4, first: "2021-01-01", last: "2024-05-01", total: 1_075_050, unpriced: 0, baseCurrency: "USD" };
  assert.deepEqual(figures, expected);
  assert.deepEqual(book.summary(), expected);
  const [{ kind, columns, rowsUsed, rowsRefused, rowsLeftOut, issues }] = files;
  assert.deepEqual([kind, rowsUsed, rowsRefused, rowsLeftOut], ["orders", 4, 1, { noCustomer: 1 }]);
  assert.equal(columns.find((it) => it.label === "amount").target, "order.amount");
  assert.deepEqual([issues.length, issues[0].line, issues[0].column, issues[0].value], [1, 7, "date", "never"]);
});

test("columns are as long as there are customers and of their kinds", () => {
  const answer = book().classify({ asOf });
  const kinds = { sales: Float64Array, salesEver: Float64Array, share: Float64Array, id: Uint32Array, orders: Uint32Array, ordersEver: Uint32Array, isRisk: Uint8Array, isProvisional: Uint8Array, isReactivated: Uint8Array };
  for (const [name, kind] of Object.entries(kinds)) assert.ok(answer[name] instanceof kind, name);
  for (const name of [...Object.keys(kinds), "customer", "scale", "value", "abc", "stage", "need", "frequency", "reach"]) assert.equal(answer[name].length, 3, name);
  assert.deepEqual(answer.customer, ["K1", "K2", "K3"]);
  assert.deepEqual([...answer.sales], [900_000, 50_000, 0]);
  assert.deepEqual([...answer.share], [900_000 / 950_000, 50_000 / 950_000, 0]);
  assert.deepEqual(answer.stage, ["long-term", "trial", "lost"]);
  assert.deepEqual(answer.abc, ["A", "B", "C"]);
});

test("the day decides, and is never today by itself", () => {
  const one = book();
  assert.deepEqual(one.classify({ asOf: "2023-12-31" }).stage, ["trial", "prospect", "lost"]);
  assert.deepEqual(codes(one.classify({})), ["missing"]);
  assert.deepEqual(codes(one.classify({ asOf: "2023-02-29" })), ["badOption"]);
  assert.deepEqual(codes(one.classify({ asOf: "31.12.2023" })), ["badOption"]);
});

test("evidence names the class that the table has", () => {
  const one = book();
  const table = one.classify({ asOf });
  table.customer.forEach((customer, place) => {
    const answer = one.explain(customer, { asOf });
    assert.deepEqual(one.explain(table.id[place], { asOf }), answer);
    for (const scheme of ["scale", "value", "abc", "stage", "need", "frequency", "reach"]) {
      assert.equal(answer[scheme].class, table[scheme][place], `${customer}, ${scheme}`);
    }
  });
  const [step] = one.explain("K1", { asOf }).value.steps;
  assert.deepEqual([step.class, step.lines[0].aspect, step.lines[0].verdict], ["A", "share", "met"]);
  assert.deepEqual(codes(one.explain("K9", { asOf })), ["unknownCustomer"]);
});

test("orders of a plain table become the book that an import makes of them", () => {
  const text = `customer_id,order_date,amount_usd,category,due_date,paid_date
C2,2024-01-05,1200.50,Lamps,2024-02-04,2024-02-10
C1,2023-01-05,10,Tables,2023-02-04,
C2,2023-12-31,-7.25,,2024-01-30,2024-01-30
C3,2021-05-05,99.9,Lamps,2021-06-05,2021-06-05
`;
  const columns = { customer: "customer_id", date: "order_date", amount: "amount_usd", categories: "category", due: "due_date", paidOn: "paid_date" };
  const plain = Book.fromOrders(text, { columns }).book;
  const imported = book(text);
  assert.deepEqual(plain.summary(), imported.summary());
  // Customers are numbered by their texts in one, as they come in the other.
  const of = (book, call) => {
    const { customer, id, ...columns } = book[call]({ asOf });
    const order = customer.map((_, place) => place).sort((a, b) => (customer[a] < customer[b] ? -1 : 1));
    const rows = Object.values(columns).filter((it) => typeof it === "object" && it.length === customer.length);
    return order.map((place) => [customer[place], ...rows.map((column) => column[place])]);
  };
  for (const call of ["classify", "rfm"]) assert.deepEqual(of(plain, call), of(imported, call));
  assert.deepEqual([...plain.profile({ asOf }).late], [1, 1, 0]);
  assert.equal(Book.fromBackup(plain.toBackup()).type, "success");
  for (const [wrong, code] of [[text.replace("-7.25", '"-7.25"'), "notPlain"], [text.replace("amount_usd", "amount"), "unknownColumn"], ["", "unknownColumn"]]) {
    assert.deepEqual(codes(Book.fromOrders(wrong, { columns })), [code]);
  }
  assert.match(Book.fromOrders(text.replace("2021-05-05", "5.5.2021"), { columns }).errors[0].message, /line 5 .*`date`/);
  assert.deepEqual(codes(Book.fromOrders(text, { columns: { customer: "customer_id", data: "x" } })), ["badOption", "missing", "missing"]);
});

test("a long table is read alike wherever its pieces end", () => {
  const rows = Array.from({ length: 9000 }, (_, n) => `${["乙", "😀", "é"][n % 3]}-${n % 701},2024-0${1 + (n % 9)}-15,${n}.5\n`);
  const options = { columns: { customer: "customer", date: "date", amount: "amount" }, currency: "EUR" };
  for (const before of ["", "x", "xx"]) {
    const { book } = Book.fromOrders(`customer,${before},date,amount\n`.replace(",,", ",") + (before ? rows.map((row) => row.replace(",", `,${before},`)) : rows).join(""), options);
    const { customers, orders, total } = book.summary();
    assert.deepEqual([customers, orders, total], [new Set(rows.map((row) => row.split(",")[0])).size, 9000, (9000 * 8999 * 100) / 2 + 9000 * 50]);
  }
});

test("a backup comes back as the same book", () => {
  const one = book();
  const text = one.toBackup({ saved: asOf });
  const { type, book: other } = Book.fromBackup(text);
  assert.equal(type, "success");
  assert.equal(other.toBackup({ saved: asOf }), text);
  assert.deepEqual(other.classify({ asOf }), one.classify({ asOf }));
  assert.match(one.toBackup(), /"saved":"\d{4}-\d\d-\d\d"/);
  assert.deepEqual(codes(Book.fromBackup("{}")), ["notABackup"]);
  assert.deepEqual(codes(Book.fromBackup(text.slice(0, -9))), ["notJson"]);
  assert.deepEqual(codes(Book.fromBackup(text.replace(/"version":\d+/, '"version":999'))), ["newerBackup"]);
  assert.deepEqual(codes(Book.fromBackup(text.replace("2023-05-01", "2023-02-30"))), ["badBackup"]);
});

test("the rules are plain values, and a part of them changes that part", () => {
  const one = book();
  const policy = defaultPolicy();
  assert.deepEqual(JSON.parse(JSON.stringify(policy)), policy);
  assert.deepEqual(one.classify({ asOf, policy }), one.classify({ asOf }));
  policy.stage.dormantAfterDays = 30;
  const changed = one.classify({ asOf, policy });
  assert.deepEqual(changed.stage, ["dormant", "dormant", "lost"]);
  assert.deepEqual(one.classify({ asOf, policy: { stage: { dormantAfterDays: 30 } } }), changed);
  assert.equal(defaultPolicy("JPY").scale.smallFrom * 100, defaultPolicy("USD").scale.smallFrom);
});

test("rules out of range or unknown are refused with the place", () => {
  const one = book();
  const refused = (policy) => one.classify({ asOf, policy }).errors?.[0] ?? assert.fail(JSON.stringify(policy));
  assert.match(refused({ abc: { aUntil: 10_001 } }).message, /`abcA` is `10001` and must be from 1 to 10000/);
  assert.match(refused({ abc: { aUntil: 9_500 } }).message, /must be below `abcB`/);
  assert.match(refused({ abc: { aUntl: 1 } }).message, /`policy.abc.aUntl`/);
  assert.equal(refused({ stage: { labels: "none" } }).code, "badPolicy");
  assert.equal(refused({ value: { a: [{ test: "share", from: 1, weight: "required", more: 1 }] } }).code, "badPolicy");
  assert.equal(refused({ scale: { smallFrom: 0.5 } }).code, "badOption");
});

test("what-if tells who moves, how many and with what sales", () => {
  const { movements } = book().whatIf({ asOf, policy: { abc: { aUntil: 9_000, bUntil: 9_400 } } });
  assert.deepEqual(movements, [{ scheme: "abc", from: "B", to: "C", customers: 1, sales: 50_000, customer: ["K2"] }]);
  assert.deepEqual(book().whatIf({ asOf, policy: {} }).movements, []);
  assert.deepEqual(codes(book().whatIf({ asOf })), ["missing"]);
});

test("no number of any answer is none", () => {
  const books = [book(), book(ORDERS.replace(/K1.*\n/g, "")), book("customer,date,amount\nAster,2024-01-01,0.00\nAster,2024-01-01,-5.00\n")];
  const look = (value, path) => {
    if (typeof value === "number") assert.ok(Number.isFinite(value), path);
    else if (ArrayBuffer.isView(value)) value.forEach((it, place) => look(it, `${path}[${place}]`));
    else if (value && typeof value === "object") Object.entries(value).forEach(([name, it]) => look(it, `${path}.${name}`));
  };
  for (const one of books) {
    for (const day of ["1990-01-01", "2021-01-01", "2024-01-01", asOf, "9999-12-31", "0001-01-01"]) {
      for (const call of ["classify", "rfm", "cycles", "trends", "concentration"]) {
        const answer = one[call]({ asOf: day });
        assert.equal(answer.type, "success");
        look(answer, `${call} ${day}`);
      }
      for (const [model, params] of [["bg_nbd", undefined], ["mbg_nbd", { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 }], ["pareto_nbd", { r: 0.5, alpha: 10, s: 0.6, beta: 12 }]]) {
        const answer = one.predict({ end: day, model, params, horizonsWeeks: [0, 52], marginBp: 2500, discountMonthly: 0.01 });
        assert.equal(answer.status, params ? "given" : "refused");
        look(answer, `predict ${day}`);
      }
      look(one.review({ from: day, to: day }), `review ${day}`);
    }
  }
});

test("scores, cycles and predictions have a row for each customer that bought", () => {
  const one = book();
  const { customer, r, f, m, segment, recencyDays } = one.rfm({ asOf: "2023-12-31" });
  assert.deepEqual([customer, [...recencyDays], segment.length], [["K1", "K3"], [244, 1094], 2]);
  for (const scores of [r, f, m]) assert.ok(scores instanceof Uint8Array && scores.every((score) => 1 <= score && score <= 5));
  const cycles = one.cycles({ asOf });
  assert.deepEqual([cycles.customer, [...cycles.events], cycles.populationDays], [["K1", "K2", "K3"], [2, 1, 1], 366]);
  assert.equal(cycles.next[0], "2025-05-02");
  const params = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 };
  const { status, x, T, pAlive, expected } = one.predict({ end: asOf, horizonsWeeks: [26, 52], params });
  assert.deepEqual([status, [...x], T[1] * 7, expected.length], ["given", [1, 0, 0], 90, 2]);
  assert.ok(pAlive.every((p) => 0 < p && p < 1) && expected[1].every((orders, place) => orders > expected[0][place]));
  assert.equal(one.predict({ end: asOf, horizonsWeeks: [52] }).reason.code, "tooFewRepeaters");
  assert.deepEqual(codes(one.predict({ end: asOf, horizonsWeeks: [52], params: { ...params, s: 1 } })), ["badOption"]);
  assert.deepEqual(codes(one.rfm({ asOf, compatible: true, cuts: { recencyDays: [1, 2, 3, 4], orders: [1, 2, 3, 4], amount: [1, 2, 3, 4] } })), ["badOption"]);
});

test("a review brings up who fell asleep", () => {
  const { proposals } = book().review({ from: "2025-04-01", to: "2025-06-30" });
  const dormant = proposals.filter((it) => it.kind === "dormant").map((it) => [it.customer, it.from, it.to, it.status.state]);
  assert.deepEqual(dormant, [["K1", "long-term", "dormant", "open"], ["K2", "trial", "dormant", "open"]]);
  assert.deepEqual(codes(book().review({ from: "2025-06-30", to: "2025-04-01" })), ["badOption"]);
});

test("options settle what a file leaves open", () => {
  const open = "customer,date,amount\nAster,01/02/2024,100.00\nBirch,03/04/2024,200.00\n";
  assert.deepEqual(codes(Book.importTables([file(open)])), ["unclearDates"]);
  assert.equal(book(open, { dateOrder: "mdy" }).summary().first, "2024-01-02");
  assert.equal(book(open, { dateOrder: "dmy" }).summary().first, "2024-02-01");
  const odd = "who,when,how much\nAster,2024-02-01,100.00\n";
  const mapping = { who: "customer.name", When: "order.date", 3: "order.amount" };
  assert.equal(book(odd, { mapping, kinds: ["orders"] }).summary().total, 10_000);
  assert.deepEqual(codes(Book.importTables([file(odd)], { mapping: { ...mapping, where: "skip" }, kinds: "orders" })), ["unknownColumn"]);
  assert.deepEqual(codes(Book.importTables([file(odd)], { mapping: { who: "customer.shoe" } })), ["badOption"]);
  assert.deepEqual(codes(Book.importTables([file(odd)], { dateorder: "dmy" })), ["unknownOption"]);
  assert.deepEqual(codes(Book.importTables([file("\n\n")])), ["emptyFile"]);
  assert.deepEqual(codes(Book.importTables([file("%PDF-1.7")])), ["notATable"]);
});

test("currencies and rates make foreign amounts one sum", () => {
  const orders = "customer,date,amount,currency\nAster,2024-05-02,100.00,EUR\nBirch,2024-05-03,100.00,USD\n";
  const { total, unpriced } = book(orders).summary();
  assert.deepEqual([total, unpriced], [10_000, 1]);
  assert.equal(book(orders, { rates: [{ currency: "EUR", month: "2024-05", rate: 1.08 }] }).summary().total, 20_800);
  const plain = "customer,date,amount\nAster,2024-05-02,100.00\n";
  const pounds = book(plain, { currency: "GBP" }).summary();
  assert.deepEqual([pounds.baseCurrency, pounds.total], ["GBP", 10_000]);
  assert.deepEqual(book(ORDERS, { ownCountry: "DE" }).classify({ asOf }).reach, ["domestic", "international", "international"]);
});

test("several files make one book, payments after their orders", () => {
  const payments = file("order no,paid on,paid amount\n1,2023-06-01,1000.00\n", "payments.csv");
  const answer = Book.importTables([payments, file(ORDERS)], { kinds: ["payments", null] });
  assert.equal(answer.type, "success", JSON.stringify(answer.errors));
  assert.deepEqual(answer.summary.files.map((it) => [it.name, it.kind]), [["orders.csv", "orders"], ["payments.csv", "payments"]]);
  assert.equal(answer.summary.files[1].payments.new, 1);
});

test("text in GB18030 is decoded by the host", () => {
  // 客户名称,订单日期,金额 / 广州市宏达贸易,2024-05-01,1200.00
  const hex = "bfcdbba7c3fbb3c62cb6a9b5a5c8d5c6da2cbdf0b6ee0ab9e3d6ddcad0bab3b4efc3b3d2d72c323032342d30352d30312c313230302e30300a";
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const { book: one, type, errors } = Book.importTables([{ name: "订单.csv", bytes }]);
  assert.equal(type, "success", JSON.stringify(errors));
  assert.match(one.classify({ asOf }).customer[0], /^广州市.达贸易$/);
});

test("the types name every field that answers have", () => {
  const types = readFileSync(new URL("../../dist/engine/portbook.d.ts", import.meta.url), "utf8");
  const one = book();
  const imported = Book.importTables([file(ORDERS)]).summary;
  const answers = { Summary: one.summary(), Classified: one.classify({ asOf }), WhatIf: one.whatIf({ asOf, policy: {} }), Rfm: one.rfm({ asOf }), CycleTable: one.cycles({ asOf }), TrendTable: one.trends({ asOf }), Concentrated: one.concentration({ asOf }), Reviewed: one.review({ from: "2024-04-01", to: asOf }), Policy: defaultPolicy(), ImportedFile: imported.files[0] };
  for (const [name, answer] of Object.entries(answers)) {
    const [, body] = types.match(new RegExp(`export interface ${name} {\n([^]*?)\n}`)) ?? assert.fail(name);
    const typed = [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, field]) => field);
    assert.deepEqual(Object.keys(answer).toSorted(), typed.toSorted(), name);
  }
  for (const group of ["scale", "value", "abc", "stage"]) {
    for (const rule of Object.keys(defaultPolicy()[group])) assert.match(types, new RegExp(`\\b${rule}: `), rule);
  }
});
