// The module as scripts/engine built it, loaded once for all tests of a file.
import { readFileSync } from "node:fs";
import init, * as module from "../../dist/engine/portbook.js";

/** What any call answers before the module is loaded. */
export const early = [module.Book.importTables([]), module.Book.fromBackup("{}"), module.defaultPolicy()];

await init({ module_or_path: readFileSync(new URL("../../dist/engine/portbook_bg.wasm", import.meta.url)) });

export const { Book, defaultPolicy } = module;

/** Returns a file of this text. */
export const file = (text, name = "orders.csv") => ({ name, bytes: new TextEncoder().encode(text) });

/** Orders of three customers. */
export const ORDERS = `customer code,customer,order no,date,amount,currency,country
K1,Aster GmbH,1,2023-05-01,1000.00,USD,DE
K1,Aster GmbH,2,2024-05-01,9000.00,USD,DE
K2,Birch Ltd,3,2024-04-01,500.00,USD,GB
K3,Cedar SA,4,2021-01-01,250.50,USD,FR
`;

/** Returns a book of such orders. */
export function book(text = ORDERS, options = {}) {
  const answer = Book.importTables([file(text)], options);
  if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
  return answer.book;
}
