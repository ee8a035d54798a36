// Writes www/styles/index.css and what it imports into one file, in order, so the first screen loads a single sheet.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^@import\s+(?:url\()?["']([^"']+)["']\)?\s*;$/gm;

export function bundle(file) {
  return readFileSync(file, "utf8").replace(IMPORT, (_, name) => bundle(join(dirname(file), name)));
}

const target = "target/styles/portbook.css";
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, bundle("www/styles/index.css"));
