// Writes dist/offline.js, the service worker, with the list of all files that the app may load, their checksums, and a
// version made of them. Run after all of them are there.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { DIST, allFiles } from "./size.mjs";

const source = fileURLToPath(new URL("../www/offline.js", import.meta.url));
/** What is for other pages, is taken away by the owner as a file, or is the service worker itself. */
const NOT_LOADED = /^(portbook|embed)\.html$|\.d\.ts$|^offline\.js$/;

/** Writes the service worker of the release in a folder. */
export function writeOffline(dist = DIST) {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  /** The page itself is asked for by the folder's address, and the script that starts it with what it is to load. */
  const address = (name) => {
    if (name === "index.html") return "./";
    return name === "start.js" ? page.match(/start\.js\?[^"' >]*/)[0].replaceAll("&amp;", "&") : name;
  };
  const checksum = (name) => createHash("sha256").update(readFileSync(join(dist, name))).digest("base64");
  const names = allFiles(dist).filter((name) => !NOT_LOADED.test(name));
  const files = names.map((name) => [address(name), `sha256-${checksum(name)}`]);
  const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  buildSync({
    entryPoints: [source],
    outfile: join(dist, "offline.js"),
    minify: true,
    target: "es2022",
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version) },
    logLevel: "warning",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeOffline();
