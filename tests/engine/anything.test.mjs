// Whatever is passed in wherever, no call throws: the answer is of the type `success` or `failure`, and the book goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Book, ORDERS, book, defaultPolicy, early, file } from "./module.mjs";

const nothing = () => {
  throw new Error("asked");
};
const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, nothing]));

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached() {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

function deep(depth) {
  let value = {};
  for (let level = 0; level < depth; level++) value = { asOf: value, policy: value };
  return value;
}

const cyclic = { asOf: "2024-06-30" };
cyclic.policy = cyclic;
const freed = book();
freed.free();

/** What might be passed in, each made anew where use could change it. */
const ANYTHING = {
  "undefined": () => undefined,
  "null": () => null,
  "true": () => true,
  "zero": () => 0,
  "minus zero": () => -0,
  "not a number": () => NaN,
  "infinity": () => Infinity,
  "a part": () => 1.5,
  "a large number": () => 1e308,
  "2 to the 32": () => 2 ** 32,
  "a big integer": () => 10n ** 40n,
  "a symbol": () => Symbol("x"),
  "an empty text": () => "",
  "a word": () => "constructor",
  "a wrong date": () => "2024-02-30",
  "a date far off": () => "9999-12-31",
  "half a character": () => "\ud800",
  "a long text": () => "9".repeat(1_000_000),
  "the longest text": () => "a".repeat(2 ** 29 - 24),
  "a nul": () => "\0",
  "braces": () => "[".repeat(100_000),
  "a function": () => nothing,
  "a class": () => Book,
  "a book": () => book(),
  "a freed book": () => freed,
  "no day": () => new Date(NaN),
  "an error": () => new Error("x"),
  "a map": () => new Map([["asOf", "2024-06-30"]]),
  "a promise": () => Promise.resolve(),
  "a text object": () => new String("2024-06-30"),
  "an empty list": () => [],
  "a list of nothing": () => [undefined, null],
  "a sparse list": () => new Array(2 ** 32 - 1),
  "a list of lists": () => [[[[[[[[[[[]]]]]]]]]]],
  "many": () => new Array(200_000).fill(0),
  "an empty object": () => ({}),
  "an object without prototype": () => Object.create(null),
  "a frozen object": () => Object.freeze({ asOf: Object.freeze({}) }),
  "an object around itself": () => cyclic,
  "a deep object": () => deep(30),
  "a throwing getter": () => ({ get asOf() { return nothing(); }, get name() { return nothing(); }, get bytes() { return nothing(); } }),
  "a throwing conversion": () => ({ toString: nothing, valueOf: nothing, toJSON: nothing, [Symbol.toPrimitive]: nothing }),
  "a throwing iterator": () => Object.assign([1], { [Symbol.iterator]: nothing }),
  "a proxy that throws": () => new Proxy({}, traps),
  "a list's proxy that throws": () => new Proxy([], traps),
  "a function's proxy that throws": () => new Proxy(nothing, traps),
  "a proxy without end": () => new Proxy({}, { get: () => new Proxy({}, {}), ownKeys: () => ["policy"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
  "a revoked proxy": () => revoked({}),
  "a revoked list": () => revoked([]),
  "bytes": () => new Uint8Array([1, 2, 3]),
  "no bytes": () => new Uint8Array(),
  "detached bytes": detached,
  "a buffer": () => new ArrayBuffer(8),
  "shared bytes": () => new Uint8Array(new SharedArrayBuffer(8)),
  "a view": () => new DataView(new ArrayBuffer(8), 2, 3),
  "bytes that lie": () => Object.defineProperties(new Uint8Array(4), { byteLength: { value: 1e9 }, byteOffset: { value: -1 } }),
  "a global": () => globalThis,
};

const asOf = "2024-06-30";
const good = [file(ORDERS)];
const rate = { currency: "EUR", month: "2024-05", rate: 1.08 };

/** Each call: what it is called on, arguments that go well, and the fields of those that are objects. */
const CALLS = [
  ["importTables", () => Book, [good, {}], [[], ["baseCurrency", "currency", "rates", "ownCountry", "mapping", "kinds", "dateOrder", "decimalMark", "dropCancellations", "requireCustomer", "positiveQuantityAndPrice"]]],
  ["fromOrders", () => Book, [ORDERS, { columns: { customer: "customer code", date: "date", amount: "amount" } }], [[], ["columns", "currency"]]],
  ["fromBackup", () => Book, [book().toBackup()], [[]]],
  ["toBackup", book, [{ saved: asOf }], [["saved"]]],
  ["summary", book, [], []],
  ["classify", book, [{ asOf }], [["asOf", "policy"]]],
  ["explain", book, ["K1", { asOf }], [[], ["asOf", "policy"]]],
  ["rfm", book, [{ asOf }], [["asOf", "cuts", "compatible", "fifths", "segments"]]],
  ["profile", book, [{ asOf }], [["asOf", "from"]]],
  ["cycles", book, [{ asOf }], [["asOf", "policy"]]],
  ["trends", book, [{ asOf }], [["asOf", "policy"]]],
  ["concentration", book, [{ asOf }], [["asOf", "policy"]]],
  ["predict", book, [{ end: asOf, horizonsWeeks: [52] }], [["end", "model", "horizonsWeeks", "params", "marginBp", "discountMonthly", "months"]]],
  ["review", book, [{ from: "2024-04-01", to: asOf }], [["from", "to", "kind", "seenOn", "policy"]]],
  ["whatIf", book, [{ asOf, policy: { abc: { aUntil: 7000 } } }], [["asOf", "policy", "against"]]],
];

function check(answer, what) {
  if (typeof answer === "string") return;
  assert.ok(["success", "failure"].includes(answer?.type), `${what}: ${String(answer?.type)}`);
  if (answer.type === "success") return;
  assert.ok(answer.errors.length > 0, what);
  for (const { code, message, help } of answer.errors) {
    assert.match(code, /^[a-z][A-Za-z]+$/, what);
    assert.ok(message.length > 3 && message.length < 500 && help.length > 3, `${what}: ${message} / ${help}`);
  }
}

for (const [name, on, args, fields] of CALLS) {
  test(`${name} throws at nothing`, () => {
    const owner = on();
    const call = (given, what) => check(owner[name](...given), `${name}, ${what}`);
    assert.notEqual(owner[name](...args).type, "failure", "what should go well does");
    for (const [what, make] of Object.entries(ANYTHING)) {
      call([make()], what);
      call([make(), make(), make()], `${what} three times`);
      args.forEach((_, place) => call(args.with(place, make()), `${what} at ${place}`));
      fields.forEach((names, place) => {
        for (const field of names) call(args.with(place, { ...args[place], [field]: make() }), `${what} as ${field}`);
      });
    }
    call([], "nothing");
    assert.notEqual(owner[name](...args).type, "failure", "and still does");
  });
}

test("files and their parts may be anything", () => {
  for (const [what, make] of Object.entries(ANYTHING)) {
    for (const one of [make(), { name: make(), bytes: good[0].bytes }, { name: "x", bytes: make() }, { name: "x" }]) {
      check(Book.importTables([one]), what);
      check(Book.importTables([...good, one]), what);
    }
    check(Book.importTables(good, { rates: [make()], kinds: [make()], mapping: { amount: make() } }), what);
    for (const field of Object.keys(rate)) check(Book.importTables(good, { rates: [{ ...rate, [field]: make() }] }), what);
  }
});

test("limits, times and parameters may be anything", () => {
  const one = book();
  const params = { r: 0.25, alpha: 4.5, a: 0.8, b: 2.4 };
  const cuts = { recencyDays: [1, 2, 3, 4], orders: [1, 2, 3, 4], amount: [1, 2, 3, 4] };
  for (const [what, make] of Object.entries(ANYTHING)) {
    check(one.predict({ end: asOf, horizonsWeeks: [make()] }), what);
    for (const name of Object.keys(params)) check(one.predict({ end: asOf, horizonsWeeks: [52], params: { ...params, [name]: make() } }), what);
    for (const name of Object.keys(cuts)) {
      check(one.rfm({ asOf, cuts: { ...cuts, [name]: make() } }), what);
      check(one.rfm({ asOf, cuts: { ...cuts, [name]: [1, 2, 3, make()] } }), what);
    }
  }
});

test("rules may be anything at any place", () => {
  const one = book();
  const policy = defaultPolicy();
  for (const [what, make] of Object.entries(ANYTHING)) {
    for (const [group, rules] of Object.entries(policy)) {
      check(one.classify({ asOf, policy: { [group]: make() } }), `${what} as ${group}`);
      for (const rule of Object.keys(rules)) {
        check(one.classify({ asOf, policy: { [group]: { [rule]: make() } } }), `${what} as ${group}.${rule}`);
      }
    }
    for (const field of ["test", "from", "weight"]) {
      const criterion = { test: "share", from: 1500, weight: "required", [field]: make() };
      check(one.classify({ asOf, policy: { value: { a: [criterion] } } }), `${what} as ${field}`);
    }
    check(defaultPolicy(make()).type ? defaultPolicy(make()) : { type: "success" }, what);
  }
});

test("a book that was freed, or none, fails politely", () => {
  for (const [name, on, args] of CALLS.filter(([, on]) => on !== CALLS[0][1])) {
    if (on() === Book) continue;
    assert.equal(freed[name](...args).errors[0].code, "noBook");
    for (const other of [undefined, null, {}, 1, new Proxy({}, traps), Book, Object.create(Book.prototype)]) {
      check(Book.prototype[name].apply(other, args), name);
    }
  }
});

test("before the module is loaded every call says so", () => {
  for (const answer of early) assert.equal(answer.errors[0].code, "notLoaded");
});
