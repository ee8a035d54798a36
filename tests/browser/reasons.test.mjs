// Reasons beside every class, defaults beside every choice, and no harm done by undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease } from "./harness.mjs";
import { bringIn, example, go } from "./steps.mjs";

const address = await serveRelease();

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("a base currency stays while rates lead to it, and the page says what to undo first", async (t) => {
  const page = await openApp(await launch(t), address);
  await go(page, "book");
  await page.getByLabel("Base currency").selectOption("EUR");
  await page.locator(".toast").waitFor();
  await go(page, "book/import");
  await bringIn(page, csv("orders.csv", "Customer,Order date,Amount,Currency,Exchange rate (EUR)\nAster,2026-01-05,100.00,GBP,1.17\n"));
  await go(page, "book/history");
  const changes = page.locator("tbody tr");
  await changes.nth(1).click();
  const dialog = page.locator("dialog[open]");
  await dialog.getByText("the base currency would be USD again").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Undo" }).isDisabled());
  await assertAccessible(page, CORNERS);
  await page.keyboard.press("Escape");
  await changes.first().click();
  await dialog.getByRole("button", { name: "Undo" }).click();
  await changes.nth(2).click();
  assert.ok(await dialog.getByRole("button", { name: "Undo" }).isEnabled());
});

test("a choice of the rules says what the default is, and leads back to it", async (t) => {
  const page = await example(t, address);
  await go(page, "rules");
  const weight = page.locator(".rules__choice", { has: page.getByLabel("Share of all sales") }).first();
  await weight.getByText("Default value").waitFor();
  await weight.locator("select").selectOption("supporting");
  await weight.getByText("Default: required").waitFor();
  await assertAccessible(page, CORNERS);
  await weight.getByRole("button", { name: "Take the default" }).click();
  await weight.getByText("Default value").waitFor();
});

test("a customer says where its kind and its part of the world come from", async (t) => {
  const page = await example(t, address);
  await go(page, "customers/1");
  const section = page.locator(".why__scheme", { hasText: "Kind and trade" });
  const region = section.locator(".evidence__line", { has: page.getByText("Region", { exact: true }) });
  await region.locator("summary").click();
  await region.getByText("Entered as “Country or region”").waitFor();
  await section.getByText("Not entered: ").waitFor();
  await assertAccessible(page, CORNERS);
});

test("customers are filtered by region and list it", async (t) => {
  const page = await example(t, address);
  await page.locator(".chooser summary").click();
  await page.locator(".chooser").getByLabel("Region", { exact: true }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More filters" }).click();
  for (const name of ["Continent", "Loyalty (1–5)", "Plans to buy more"]) {
    await page.locator(".facet").getByRole("button", { name, exact: true }).waitFor();
  }
  await page.locator(".facet").getByRole("button", { name: "Region", exact: true }).click();
  const all = await page.locator("tbody tr").count();
  await page.locator(".facet__value").getByLabel("Western Europe").check();
  await page.waitForFunction(() => location.hash.includes("region=155"));
  await page.waitForFunction((all) => document.querySelectorAll("tbody tr").length < all, all);
  await page.locator("tbody tr").first().getByText("Western Europe").waitFor();
});

test("the room of local storage is measured while the page goes on, and given back", async (t) => {
  const page = await openApp(await launch(t), address);
  await page.evaluate(() => {
    globalThis.longest = 0;
    new PerformanceObserver((list) => { globalThis.longest = Math.max(longest, ...list.getEntries().map((task) => task.duration)); }).observe({ type: "longtask" });
  });
  await go(page, "book");
  await page.locator(".meter").getByText(/of 10\.[45] MB used/).first().waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("ballast"))), []);
  const longest = await page.evaluate(() => globalThis.longest);
  assert.ok(longest < 150, `a task of ${longest} ms`);
});
