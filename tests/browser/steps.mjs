// The steps of a user, on which the journeys stand: a file into the book, classes counted, a backup out.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, openApp } from "./harness.mjs";

/** Real invoice lines that every copy of the project has. */
export const EXTRACT = fileURLToPath(new URL("../data/online_retail_extract.csv", import.meta.url));

/** Opens the example book from the page that offers it, whatever its language, and waits for its list. */
export async function openExample(page) {
  await page.getByRole("button", { name: /^(Open the example|打开示例|Ouvrir l’exemple)$/ }).click();
  await page.getByRole("grid").locator("tbody tr").first().waitFor();
}

/** Starts a browser for the test `t` and opens the example book in it. */
export async function example(t, address, options) {
  const page = await openApp(await launch(t, options), address);
  await openExample(page);
  return page;
}

/** Hands the page `file`, a path or `{ name, mimeType, buffer }`, and waits until its columns are shown. */
export async function choose(page, file) {
  await page.setInputFiles("input[type=file]", file);
  await seesColumns(page);
}

/** Pastes what a clipboard holds, by kind, into the field for tables and waits until its columns are shown. */
export async function paste(page, held) {
  await page.locator(".file-drop__paste").evaluate((field, held) => {
    const clipboardData = new DataTransfer();
    for (const [kind, content] of Object.entries(held)) clipboardData.setData(kind, content);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, held);
  await seesColumns(page);
}

/** Waits until the columns of a file are shown. */
export const seesColumns = (page) => page.locator(".import__samples").first().waitFor();

/**
 * Asks what would change; returns, for customers, contacts, orders, returns (where there are any) and payments, how many
 * are new, updated, unchanged and refused.
 */
export async function preview(page) {
  await page.locator(".import__next .button--primary").click();
  const tally = page.locator(".import__tally tbody");
  await tally.waitFor();
  const rows = await tally.locator("tr").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent.replace(/\D/g, "")))));
  const [customers, contacts, orders] = rows;
  const payments = rows.at(-1);
  return rows.length > 4 ? { customers, contacts, orders, returns: rows[3], payments } : { customers, contacts, orders, payments };
}

/** Takes over what is previewed and waits until the disk has it. */
export async function takeOver(page) {
  await page.locator(".import__next .button--primary").click();
  await page.locator(".notice.tone-good").waitFor();
  await saved(page);
}

/** Waits until all that was done is on the disk. */
export const saved = (page) => page.locator(".save-state", { hasText: "Saved" }).waitFor();

/** Brings `file` in from its first byte to the disk; returns what the preview counted. */
export async function bringIn(page, file) {
  await choose(page, file);
  const tally = await preview(page);
  await takeOver(page);
  return tally;
}

/** Goes to a place by its address. */
export async function go(page, place) {
  await page.evaluate((place) => { location.hash = `#/${place}`; }, place);
}

/** Runs `act` and returns the file that it gives: its name and its bytes. */
export async function taken(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), buffer: readFileSync(await download.path()), mimeType: "" };
}

/** Saves a backup on the page of the book and returns its file. */
export async function backUp(page) {
  await go(page, "book");
  return taken(page, () => page.getByRole("button", { name: "Save a backup" }).click());
}

/** Returns what a backup says of the business: all but the day it was saved and the remembered columns. */
export function facts(backup) {
  const { customers, contacts, orders, policies, rates, settings } = JSON.parse(backup.buffer.toString("utf8"));
  return { customers, contacts, orders, policies, rates, settings };
}

/** Returns the sum of all orders, in minor units of a currency with two. */
export const total = ({ orders }) =>
  orders.reduce((sum, { amount }) => sum + Math.round(Number(amount.replace(/^[A-Z]{3} /, "")) * 100), 0);

/** Counts the customers of each class of a scheme, as its filter in the list shows them. */
export async function classes(page, scheme) {
  const facet = page.locator(".facet", { has: page.getByRole("button", { name: scheme }) });
  await facet.getByRole("button").first().click();
  await facet.locator(".facet__value").first().waitFor();
  const counts = await facet.locator(".facet__value").evaluateAll((values) =>
    values.map((value) => [value.querySelector("label").textContent.trim(), Number(value.querySelector(".figure").textContent.replace(/\D/g, ""))]));
  await page.keyboard.press("Escape");
  return Object.fromEntries(counts);
}
