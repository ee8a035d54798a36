// Measures the engine beside its peers, all in one run of one machine, and prints the table of ratios:
//   node bench/run.mjs [--runs 5] [--customers 100000] [--peers js,js-typed,arquero,duckdb-eh] [--from ../shared/bench]
// Builds the page first (scripts/bench-page), unless --built says that it is there. The folder of the peers is copied and its packages installed once.
// Machines differ and are seldom quiet: a ratio within a run means something, a time alone little.
import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { serve } from "../scripts/serve.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    customers: { type: "string", default: "100000" },
    peers: { type: "string", default: "js,js-typed,arquero,duckdb-eh" },
    from: { type: "string", default: fileURLToPath(new URL("../../shared/bench/", import.meta.url)) },
    built: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("../", import.meta.url));
const peers = `${root}target/bench-peers/`;
const run = (file, args, cwd = root) => execFileSync(file, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1e8 });

if (!values.built) run("scripts/bench-page", []);
if (!existsSync(`${peers}node_modules`)) {
  mkdirSync(peers, { recursive: true });
  cpSync(values.from, peers, { recursive: true });
  run("npm", ["install", "--no-audit", "--no-fund"], peers);
}

const page = await serve({ folder: `${root}target/bench-page/` });
/** Runs peers and the page over so many customers; each answers with a line. The page is served meanwhile. */
async function measure(customers, names) {
  const args = ["peers/run.mjs", "--n", String(customers), "--runs", values.runs, "--peers", names, "--extra", `portbook=${page.address}index.html`];
  const { stdout } = await promisify(execFile)("node", args, { cwd: peers, maxBuffer: 1e8 });
  return stdout.trim().split("\n").map((line) => JSON.parse(line));
}

const large = Number(values.customers);
const all = await measure(large, values.peers);
const [small] = (await measure(large / 10, "")).slice(-1);
await page.stop();

const own = all.at(-1);
const ms = (figure) => figure.toFixed(0);
const times = (theirs, ours) => `${(theirs / ours).toFixed(1)} ×`;
const rows = all.map((it) => (it.error ? [it.peer, it.error] : [
  it.peer, ms(it.load_ms.med), ms(it.job_ms.med), times(it.load_ms.med, own.load_ms.med), times(it.job_ms.med, own.job_ms.med), it.check_ok ? "same" : "differs",
]));
const growth = (phase) => times(own[phase].med, small[phase].med);
console.log(`${large} customers, medians of ${values.runs} runs in ms, ${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0].model}`);
const table = [["side", "load", "job", "load beside ours", "job beside ours", "answers"], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
for (const row of table) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "));
console.log(`ten times the customers: load ${growth("load_ms")}, job ${growth("job_ms")}; idle before each: ${all.map((it) => it.idle_before).join(" ")}`);
