// Makes a module of the build smaller or quicker, where it lies: `node scripts/optimize.mjs FILE PASS...` by wasm-opt.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** What the compiler uses of WebAssembly beyond its first version. */
const FEATURES = ["bulk-memory", "bulk-memory-opt", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const root = fileURLToPath(new URL("../", import.meta.url));
/** Where the last outcome for each file is kept, beside what it was made of: most builds change one module or none. */
const KEPT = `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/optimized`;

/** Has wasm-opt carry out `passes` on the module in `file` and writes what comes out to `to`. */
export function optimize(file, passes, to = file) {
  const parts = [readFileSync(file), passes.join(" "), readFileSync(`${root}package-lock.json`), readFileSync(fileURLToPath(import.meta.url))];
  const made = parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
  const kept = `${KEPT}/${basename(to).replace(/-[0-9a-f]{8,}/, "")}`;
  if (!existsSync(`${kept}.of`) || readFileSync(`${kept}.of`, "utf8") !== made) {
    mkdirSync(KEPT, { recursive: true });
    execFileSync("wasm-opt", [...FEATURES.map((feature) => `--enable-${feature}`), ...passes, file, "-o", kept], { stdio: "pipe" });
    writeFileSync(`${kept}.of`, made);
  }
  copyFileSync(kept, to);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) optimize(process.argv[2], process.argv.slice(3));
