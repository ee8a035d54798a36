// Makes a module of the build smaller or quicker, where it lies: `node scripts/optimize.mjs FILE PASS...` by wasm-opt.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the compiler uses of WebAssembly beyond its first version. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

/** Has wasm-opt carry out `passes` on the module in `file` and writes what comes out to `to`. */
export function optimize(file, passes, to = file) {
  execFileSync("wasm-opt", [...FEATURES.map((feature) => `--enable-${feature}`), ...passes, file, "-o", to]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) optimize(process.argv[2], process.argv.slice(3));
