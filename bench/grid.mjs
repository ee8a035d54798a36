// Measures the list of customers beside the grids of the peers, in one run, and prints the table of ratios:
//   node bench/grid.mjs [--rows 100000] [--reps 3] [--peers ag,tab,tanstack] [--from ../shared/bench]
// It drives the release in dist/: build it first. Times are medians in ms; a ratio within a run means something, a time alone little.
import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { serve } from "../scripts/serve.mjs";
import { machine, peersFolder, table, times } from "./peers.mjs";

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    reps: { type: "string", default: "3" },
    peers: { type: "string", default: "ag,tab,tanstack" },
    from: { type: "string" },
  },
});
const root = fileURLToPath(new URL("../", import.meta.url));
const peers = peersFolder(values.from);
const folder = `${root}target/grid-page/`;
rmSync(folder, { recursive: true, force: true });
cpSync(`${root}dist/`, folder, { recursive: true });
cpSync(`${peers}ui/src/data.mjs`, `${folder}data.js`);
cpSync(`${root}bench/grid/app.js`, `${folder}grid.js`);
const page = readFileSync(`${folder}index.html`, "utf8");
writeFileSync(`${folder}index.html`, page.replace("</head>", '<script type="module" src="./grid.js"></script></head>'));

const site = await serve({ folder });
const args = ["ui/run.mjs", "--rows", values.rows, "--reps", values.reps, "--peers", values.peers];
const { stdout } = await promisify(execFile)("node", [...args, "--extra", `portbook=${site.address}?rows=${values.rows}#/book/import`], { cwd: peers, maxBuffer: 1e8 });
await site.stop();
const all = stdout.trim().split("\n").map((line) => JSON.parse(line));
const own = all.at(-1);
if (own.error) throw new Error(own.error);
const KEPT = {
  "first rows": (it) => it.first_rows_ms,
  "key, median": (it) => it.filter_med_ms,
  "key, p95": (it) => it.filter_p95_ms,
  "sort number": (it) => it.sort_ms["total asc"],
  "sort name": (it) => it.sort_ms["name asc"],
  "sort day": (it) => it.sort_ms["last desc"],
};
console.log(`${values.rows} rows, medians of ${values.reps} runs in ms, ${machine()}`);
const rows = all.map((it) => (it.error ? [it.peer, it.error] : [
  it.peer, ...Object.values(KEPT).map((of) => `${of(it).toFixed(0)} (${times(of(it), of(own))})`), `${it.scroll_longtasks} | ${it.jump_longtasks}`,
]));
console.log(table([["grid", ...Object.keys(KEPT), "long tasks"], ...rows]));
