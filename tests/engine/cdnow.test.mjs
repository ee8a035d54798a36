// The models fitted to CDNOW and used at given parameters, as their reference has them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { shared } from "../browser/shared.mjs";
import { digest } from "./digest.mjs";
import { book } from "./module.mjs";

const end = "1997-09-30";
const MODELS = { bg_nbd: "bgnbd", mbg_nbd: "mbgnbd", pareto_nbd: "pnbd" };

function cdnow(t) {
  const paths = ["data/CDNOW_sample.txt.gz", "reference/fits.json", "reference/cdnow_sample.predictions.csv"].map((name) => shared(t, name));
  if (!paths.every(Boolean)) return undefined;
  const [data, fits, predictions] = paths.map((path) => readFileSync(path));
  const rows = gunzipSync(data).toString().trim().split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  const day = (text) => text.replace(/(....)(..)(..)/, "$1-$2-$3");
  const orders = rows.map(([, customer, date, , amount], place) => [customer, place + 1, day(date), amount].join());
  const [head, ...lines] = predictions.toString().trim().split(/\r?\n/).map((line) => line.split(","));
  return {
    one: book(["customer code,order no,date,amount", ...orders].join("\n")),
    fits: JSON.parse(fits).cdnow_sample,
    expected: new Map(lines.map((line) => [line[0], Object.fromEntries(head.map((name, place) => [name, Number(line[place])]))])),
  };
}

const isClose = (found, expected, relative) => assert.ok(Math.abs(found - expected) <= relative * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("fits have the parameters and likelihoods of the reference", (t) => {
  const { one, fits } = cdnow(t) ?? {};
  if (!one) return;
  for (const [model, name] of Object.entries(MODELS)) {
    const { status, params, logLikelihood, customer } = one.predict({ end, model, horizonsWeeks: [26] });
    assert.deepEqual([status, customer.length], ["fitted", 2357]);
    isClose(logLikelihood, fits[name].LL, 1e-8);
    for (const [parameter, value] of Object.entries(params)) isClose(value, fits[name][parameter], 1e-4);
  }
});

test("fits and what follows from them have the same bits as natively", (t) => {
  const { one } = cdnow(t) ?? {};
  if (!one) return;
  const golden = JSON.parse(readFileSync(new URL("cdnow.json", import.meta.url), "utf8"));
  for (const model of Object.keys(MODELS)) {
    const answer = one.predict({ end, model, horizonsWeeks: [26, 52], marginBp: 2500, discountMonthly: 0.01 });
    assert.equal(digest(answer), golden[model], model);
  }
});

test("every customer has the figures of the reference at its parameters", (t) => {
  const { one, fits, expected } = cdnow(t) ?? {};
  if (!one) return;
  for (const [model, name] of Object.entries(MODELS)) {
    const params = Object.fromEntries(["r", "alpha", ...(model === "pareto_nbd" ? ["s", "beta"] : ["a", "b"])].map((key) => [key, fits[name][key]]));
    const answer = one.predict({ end, model, params, horizonsWeeks: [26, 52] });
    assert.equal(answer.status, "given");
    isClose(answer.logLikelihood, fits[name].LL, 1e-10);
    answer.customer.forEach((customer, place) => {
      const row = expected.get(customer);
      assert.equal(answer.x[place], row.x);
      const found = [answer.tx[place], answer.T[place], answer.pAlive[place], answer.expected[0][place], answer.expected[1][place]];
      ["t_x", "T", `palive_${name}`, `exp26_${name}`, `exp52_${name}`].forEach((column, index) => isClose(found[index], row[column], 1e-10));
    });
  }
});
