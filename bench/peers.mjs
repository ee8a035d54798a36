// What the benches share: the folder of the peers with its packages, and how figures are printed.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { fileURLToPath } from "node:url";

/** Copies the folder of the peers, installs its packages once and returns where it is. */
export function peersFolder(from = fileURLToPath(new URL("../../shared/bench/", import.meta.url))) {
  const peers = fileURLToPath(new URL("../target/bench-peers/", import.meta.url));
  if (!existsSync(`${peers}node_modules`)) {
    mkdirSync(peers, { recursive: true });
    cpSync(from, peers, { recursive: true });
    execFileSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: peers, stdio: ["ignore", "pipe", "inherit"] });
  }
  return peers;
}

/** Returns the day and the kind of machine. */
export const machine = () => `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0].model}`;

/** Writes how many times as long theirs takes as ours. */
export const times = (theirs, ours) => `${(theirs / ours).toFixed(1)} ×`;

/** Sets rows of cells, the first the heads, in columns. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  ")).join("\n");
}
