// Measures the engine beside its peers, all in one run of one machine, and prints the table of ratios:
//   node bench/run.mjs [--runs 5] [--customers 100000] [--peers js,js-typed,arquero,duckdb-eh] [--from ../shared/bench]
// Builds the page first (scripts/bench-page), unless --built says that it is there. The folder of the peers is copied and its packages installed once.
// Machines differ and are seldom quiet: a ratio within a run means something, a time alone little.
import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { serve } from "../scripts/serve.mjs";
import { machine, peersFolder, table, times } from "./peers.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    customers: { type: "string", default: "100000" },
    peers: { type: "string", default: "js,js-typed,arquero,duckdb-eh" },
    from: { type: "string" },
    built: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("../", import.meta.url));

if (!values.built) execFileSync("scripts/bench-page", [], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
const peers = peersFolder(values.from);
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
const rows = all.map((it) => (it.error ? [it.peer, it.error] : [
  it.peer, ms(it.load_ms.med), ms(it.job_ms.med), times(it.load_ms.med, own.load_ms.med), times(it.job_ms.med, own.job_ms.med), it.check_ok ? "same" : "differs",
]));
const growth = (phase) => times(own[phase].med, small[phase].med);
console.log(`${large} customers, medians of ${values.runs} runs in ms, ${machine()}`);
console.log(table([["side", "load", "job", "load beside ours", "job beside ours", "answers"], ...rows]));
console.log(`ten times the customers: load ${growth("load_ms")}, job ${growth("job_ms")}; idle before each: ${all.map((it) => it.idle_before).join(" ")}`);
