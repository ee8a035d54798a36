// Members and their points, complaints and what they weigh, services by class, and the yearly list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CORNERS, assertAccessible, launch, openApp, serveRelease } from "./harness.mjs";
import { EXTRACT, bringIn, example, go, saved } from "./steps.mjs";

const address = await serveRelease();
const DAY = "asof=2011-12-09";

async function withOrders(t) {
  const page = await openApp(await launch(t), address);
  await bringIn(page, EXTRACT);
  return page;
}

const listed = async (page) => Number((await page.locator(".table__foot").textContent()).match(/^([\d,]+) of/)[1].replace(",", ""));
const section = (page, title) => page.locator(".section", { has: page.getByRole("heading", { name: title }) });
const knob = (page, label) => page.locator(".rules__knob", { has: page.getByLabel(label, { exact: true }) });

/** Types a number of the rules and saves them from the day shown on. */
async function setRule(page, label, number) {
  await knob(page, label).locator("input").fill(number);
  await knob(page, label).locator("input").press("Tab");
}

test("members are counted by the owner's rules, and a past day notes no reward", async (t) => {
  const page = await withOrders(t);
  await go(page, `rules?${DAY}`);
  await setRule(page, "Silver from sales of", "60000");
  await knob(page, "Silver from sales of").getByText("Must stay below: Gold from sales of").waitFor();
  await setRule(page, "Silver from sales of", "500");
  await setRule(page, "Gold from sales of", "1000");
  await page.locator(".rules__preview .rules__move", { hasText: "Membership" }).first().waitFor();
  await setRule(page, "A reward is due from points", "5");
  await knob(page, "A reward is due from points").getByText("Default: 500").waitFor();
  await page.getByRole("button", { name: "Save these rules" }).click();
  await saved(page);

  await go(page, `analysis/members?${DAY}`);
  const levels = page.locator(".analysis__table").first();
  const gold = levels.locator("tr", { hasText: "Gold" }).locator("a");
  const count = Number(await gold.textContent());
  assert.ok(count > 0);
  await assertAccessible(page, CORNERS);
  await gold.click();
  await page.locator(".filters").waitFor();
  assert.equal(await listed(page), count);

  await go(page, `analysis/members?${DAY}`);
  const due = section(page, /A reward is due to/);
  await due.getByText("go back to today").waitFor();
  assert.ok(await due.getByRole("button", { name: "Reward given" }).first().isDisabled());
  await due.locator("tbody th a").first().click();
  const why = page.locator(".why__scheme", { hasText: "Membership" });
  await why.getByText(/^Points left: \d/).waitFor();
});

test("a reward is noted today and taken back", async (t) => {
  const page = await example(t, address);
  const due = section(page, /A reward is due to/);
  const takes = async (points) => {
    await go(page, "rules");
    await setRule(page, "A reward is due from points", String(points));
    await page.getByRole("button", { name: "Save these rules" }).click();
    await saved(page);
    await go(page, "analysis/members");
    await due.locator("tbody tr").first().waitFor();
  };
  await takes(5);
  const most = Number((await due.locator("tbody tr").first().locator("td").nth(1).textContent()).replace(/\D/g, ""));
  // Who has the most points has one reward of so many, and not two.
  await takes(Math.floor(most * 0.6));
  const rows = due.locator("tbody tr");
  const before = await rows.count();
  await rows.first().getByRole("button", { name: "Reward given" }).click();
  await page.locator(".toast", { hasText: "noted" }).waitFor();
  await page.waitForFunction((n) => [...document.querySelectorAll(".section")].at(-1).querySelectorAll("tbody tr").length === n, before - 1);
  await page.locator(".toast", { hasText: "noted" }).getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((n) => [...document.querySelectorAll(".section")].at(-1).querySelectorAll("tbody tr").length === n, before);
});

test("an open complaint is kept with its days and weighs in the risk", async (t) => {
  const page = await withOrders(t);
  await go(page, `analysis/risk?${DAY}`);
  const first = section(page, "Whom to win back first").locator("tbody th a").first();
  const [name, href] = [await first.textContent(), await first.getAttribute("href")];
  await first.click();
  await page.waitForURL(`**${href.replace(/^.*#/, "*#")}*`);
  await page.getByRole("tab", { name: "Facts" }).click();
  const facts = page.locator(".facts__group", { hasText: "Complaints" });
  await facts.locator("summary").click();
  await facts.getByRole("button", { name: "Complaints" }).click();
  const form = page.locator(".fact--edit");
  await form.getByRole("button", { name: "Add a complaint" }).click();
  await form.getByLabel("Came on").fill("2011-12-01");
  await form.getByLabel("What about").pressSequentially("lamps broken; twice");
  await form.getByLabel("Settled on").fill("2011-11-01");
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("A complaint is settled no earlier than it came").waitFor();
  await form.getByLabel("Settled on").fill("");
  await form.getByRole("button", { name: "Save" }).click();
  await facts.getByText("1 Dec 2011 – open · lamps broken, twice").waitFor();
  await assertAccessible(page, CORNERS);
  await saved(page);
  await page.reload();
  await go(page, `analysis/risk?${DAY}`);
  await page.getByRole("columnheader", { name: "Open complaint" }).waitFor();
  await section(page, "Whom to win back first").locator("tr", { hasText: name }).getByText("yes", { exact: true }).waitFor();
});

test("what a class gets is the owner's, and a weight of the risk moves customers before it is saved", async (t) => {
  const page = await withOrders(t);
  await go(page, `rules?${DAY}`);
  const services = section(page, "What each class gets");
  await services.getByText("Size", { exact: true }).click();
  const small = services.locator(".rules__choice", { has: page.getByLabel("Small", { exact: true }) });
  await small.getByLabel("Small", { exact: true }).fill("Tea at the fair");
  await small.getByLabel("Small", { exact: true }).press("Enter");
  await small.getByText("Default: ").waitFor();
  await assertAccessible(page, CORNERS);
  await setRule(page, "Great risk from a score of", "31");
  await page.locator(".rules__preview .rules__move", { hasText: "Risk" }).first().waitFor();
  for (const sign of ["Open complaint", "Late payments", "Change of sales"]) await setRule(page, `Weight: ${sign}`, "0");
  await setRule(page, "Weight: Behind its rhythm", "0");
  await knob(page, "Weight: Behind its rhythm").getByText("One of these weights must stay above 0").waitFor();
  await setRule(page, "Weight: Behind its rhythm", "40");
  await page.getByRole("button", { name: "Save these rules" }).click();
  await page.locator(".rules__version", { hasText: "Services (Size: Small): 1 added, 0 removed" }).waitFor();
});

test("the yearly list holds each whole year against the one before", async (t) => {
  const page = await withOrders(t);
  await go(page, `review?part=years&${DAY}`);
  const head = page.locator(".analysis__table thead");
  await head.getByText("2010").waitFor();
  await head.getByText("Until 9 Dec 2011").waitFor();
  assert.ok(await page.locator(".analysis__table tbody tr").count() > 10);
  await assertAccessible(page, CORNERS);
  await page.locator(".analysis__table tbody a").first().click();
  await page.locator(".customer").waitFor();
});
