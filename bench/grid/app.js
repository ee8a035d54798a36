// The list of customers behind the contract of the grids' bench: driven as a reader does, by keys and clicks.
// The same made-up customers as the other grids' are brought in beforehand by the page of imports, with one order each.
const YEARS = 5;
const HEADS = { name: "Customer", total: "Sales, 12 months", last: "Last order" };

const found = async (selector) => {
  for (;;) {
    const element = document.querySelector(selector);
    if (element) return element;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const go = (place) => { location.hash = `#/${place}`; };
const press = async (selector) => (await found(selector)).click();

/** Brings the customers in; their last days, years apart, are drawn together into the year that sales are summed over. */
async function bringIn() {
  const { rows } = await import("./data.js");
  const made = rows(Number(new URLSearchParams(location.search).get("rows") ?? 100_000));
  const day = (last) => new Date(Date.now() - (Date.parse("2026-08-09") - Date.parse(last)) / YEARS).toISOString().slice(0, 10);
  const lines = made.map((it) => `${it.id},${it.name},${it.id}-1,${day(it.last)},${it.total},USD`);
  const text = ["Customer ID,Customer,Order No,Date,Amount,Currency", ...lines].join("\n");
  const held = new DataTransfer();
  held.items.add(new File([text], "orders.csv", { type: "text/csv" }));
  const input = await found("input[type=file]");
  input.files = held.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await found(".import__samples");
  await press(".import__next .button--primary");
  await found(".import__tally tbody tr");
  await press(".import__next .button--primary");
  await found(".notice.tone-good");
}

window.ready = bringIn();
window.mk = () => [];
window.ui = {
  name: "portbook",
  mount: () => go("customers"),
  filter(text) {
    const field = document.querySelector("input[type=search]");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  },
  sort(field, direction) {
    const head = document.querySelector(`th[title="${HEADS[field]}"]`);
    if (head.getAttribute("aria-sort") !== `${direction}ending`) head.querySelector("button").click();
  },
  rowCount: () => Number(document.querySelector("[role=grid]").getAttribute("aria-rowcount")) - 1,
  scroller: () => document.querySelector(".table__scroller"),
  firstCells: () => document.querySelectorAll(".table__body tr").length,
};
