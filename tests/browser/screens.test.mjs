// Everything that opens over a page or within it is accessible, in both themes, on wide screens and phones.
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease, takeScreens } from "./harness.mjs";
import { go } from "./steps.mjs";

const address = await serveRelease();

/** What can be opened in the example book: where, by which steps, and what tells that it is open. */
const SCREENS = {
  palette: ["customers", (page) => page.keyboard.press("Control+k"), ".palette__list"],
  keys: ["customers", (page) => page.keyboard.press("?"), "dialog[open] .dialog__title"],
  languages: ["customers", (page) => page.getByRole("button", { name: "Language" }).click(), "[role=menu]"],
  columns: ["customers", (page) => page.locator(".chooser summary").click(), ".chooser[open]"],
  filter: ["customers", (page) => page.locator(".facet").getByRole("button", { name: "Country or region" }).click(), ".facet__value"],
  selection: ["customers", (page) => page.getByRole("checkbox", { name: "Select all rows" }).check(), ".bulk, [class*=bulk]"],
  commands: ["customers/1", (page) => page.locator(".panel").getByRole("button", { name: "More to do" }).click(), ".panel [role=menu]"],
  contacts: ["customers/1", (page) => page.locator(".panel").getByRole("tab", { name: "Contacts" }).click(), ".panel [role=tabpanel]"],
  orders: ["customers/1", (page) => page.locator(".panel").getByRole("tab", { name: "Orders" }).click(), ".panel [role=grid]"],
  "order-editor": ["customers/1", addOrder, ".panel form"],
  merge: ["customers/1", mergeWith, ".merge__table"],
  "rules-draft": ["rules", changeRule, ".rules__preview"],
  nowhere: ["no/such/place", () => {}, "h1"],
};

async function addOrder(page) {
  await page.locator(".panel").getByRole("tab", { name: "Orders" }).click();
  await page.getByRole("button", { name: "Add an order" }).click();
}

async function mergeWith(page) {
  await page.locator(".panel").getByRole("button", { name: "More to do" }).click();
  await page.getByRole("menuitem", { name: "Merge with another customer" }).click();
  await page.getByLabel("The other customer").fill("Casa Lumen Grupo");
}

async function changeRule(page) {
  const field = page.getByLabel("Small from");
  await field.fill("200,000");
  await field.press("Enter");
}

test("what opens over a page or within it is accessible", async (t) => {
  const browser = await launch(t);
  const page = await openApp(browser, address);
  await page.getByRole("button", { name: "Open the example" }).click();
  await page.locator(".table__foot").waitFor();
  for (const [name, [place, open, sign]] of Object.entries(SCREENS)) {
    await t.test(name, async () => {
      await go(page, place);
      await page.reload();
      await page.getByRole("heading", { level: 1 }).waitFor();
      await open(page);
      await page.locator(sign).first().waitFor();
      await assertAccessible(page, CORNERS);
      await takeScreens(page, name);
    });
  }
});
