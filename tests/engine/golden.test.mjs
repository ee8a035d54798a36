// The module answers as the native build does, to the last bit; tests/engine.rs writes and checks the same answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Book, defaultPolicy, file } from "./module.mjs";

const read = (name) => readFileSync(new URL(name, import.meta.url), "utf8");
const { tables, calls } = JSON.parse(read("calls.json"));
const example = read("book.json");
const answers = JSON.parse(read("answers.json"));

/** Returns an answer with its columns as lists, and without the book in it. */
function plain(answer) {
  if (ArrayBuffer.isView(answer)) return Array.from(answer);
  if (Array.isArray(answer)) return answer.map(plain);
  if (answer instanceof Book) return undefined;
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, plain(value)]));
}

test("a backup is the same, letter by letter", () => {
  const { type, book } = Book.fromBackup(example);
  assert.equal(type, "success");
  assert.equal(book.toBackup({ saved: "2026-11-22" }), example);
});

for (const [place, { call, args }] of calls.entries()) {
  test(`${call}(${JSON.stringify(args).slice(1, -1)}) answers as natively`, () => {
    const { book } = Book.fromBackup(example);
    const answer = call === "defaultPolicy" ? defaultPolicy(...args) : book[call](...args);
    assert.deepStrictEqual(plain(answer), answers[place]);
  });
}

for (const [place, { text, options }] of tables.entries()) {
  test(`table ${place + 1} becomes the same book as natively`, () => {
    const answer = Book.importTables([file(text)], options);
    const golden = answers[calls.length + place];
    if (answer.type === "failure") return assert.deepStrictEqual(plain(answer), golden);
    assert.deepStrictEqual(plain(answer.summary), golden.summary);
    assert.equal(answer.book.toBackup({ saved: "2026-11-22" }), golden.backup);
  });
}
