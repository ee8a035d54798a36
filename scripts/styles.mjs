// Writes the sheets in www/styles that the first screen needs into one file, in the order they are imported, and so
// those for later, which scripts/split.mjs lays beside the rest of the app. An app in one piece has both in one.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /^@import\s+(?:url\()?["']([^"']+)["']\)?\s*;$/gm;
const FOLDER = "target/styles";

function bundle(file) {
  return readFileSync(file, "utf8").replace(IMPORT, (_, name) => bundle(join(dirname(file), name)));
}

const [first, later] = ["index", "later"].map((name) => bundle(`www/styles/${name}.css`));
const isSplit = process.env.TRUNK_PROFILE === "release";
mkdirSync(FOLDER, { recursive: true });
writeFileSync(join(FOLDER, "portbook.css"), isSplit ? first : first + later);
writeFileSync(join(FOLDER, "later.css"), later);
