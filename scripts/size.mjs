// Prints the bytes of the release and fails when what the first screen loads is above the ceiling.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const CEILING = 350_000;
/** Where the release stands. */
export const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

/** Returns the names of all files in the release, sorted. */
export function allFiles(dist = DIST) {
  return readdirSync(dist, { recursive: true }).filter((name) => statSync(join(dist, name)).isFile()).sort();
}

/** Returns the names of the files that the first screen loads: the page and all that it names but what installing asks for. */
export function firstScreen(dist = DIST) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const isNamed = (name) => page.includes(name) && !/^icons\/|\.webmanifest$/.test(name);
  return allFiles(dist).filter((name) => name === "index.html" || isNamed(name));
}

/** Returns the names of the files that the page loads right after its first screen, without being asked. */
export function restOfApp(dist = DIST) {
  return allFiles(dist).filter((name) => /_(rest\.(wasm|css)|newer\.js)$/.test(name));
}

function sizes(name, dist = DIST) {
  const bytes = readFileSync(join(dist, name));
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

function table(title, names) {
  const rows = names.map((name) => sizes(name));
  const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
  const total = { name: title, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
  for (const row of [total, ...rows.map((row) => ({ ...row, name: `  ${row.name}` }))]) {
    const figures = [row.raw, row.gzip, row.brotli].map((n) => n.toLocaleString("en").padStart(11)).join("");
    console.log(row.name.padEnd(40) + figures);
  }
  return total;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const first = firstScreen();
  console.log("bytes".padEnd(40) + ["raw", "gzip", "brotli"].map((head) => head.padStart(11)).join(""));
  const { brotli } = table("first screen", first);
  const rest = restOfApp();
  table("loaded right after it", rest);
  table("loaded when needed", allFiles().filter((name) => !first.includes(name) && !rest.includes(name)));
  if (brotli > CEILING) {
    console.error(`The first screen takes ${brotli} bytes of brotli, above the ceiling of ${CEILING}.`);
    process.exitCode = 1;
  }
}
