// Makes dist/portbook.html, the app as one file that works from disk: the module in one piece, its glue, styles, charts
// and the worker for workbooks, packed into a page that www/single/page.js starts. Run after the release is built.
//
// The page is text in UTF-16, which its first two bytes say to browsers whatever a server says: a character holds two
// bytes of what is packed, where seven bits of each byte of UTF-8 could be used. Xz packs a quarter better than what
// browsers can unpack by themselves.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { TURN, TURNED, isPlain } from "../www/single/signs.js";
import { optimize } from "./optimize.mjs";
import { CHARSET, withPolicy } from "./policy.mjs";
import { SECTION, module, read } from "./wasm.mjs";

const CEILING = 2_000_000;
const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bound = join(process.env.CARGO_TARGET_DIR ?? root("target"), "wasm-bindgen/release");
const dist = root("dist");

/** Returns the app's module as small as it gets. Functions of one name with different types lie beside each other: they are alike. */
function wholeApp() {
  const file = join(bound, "app_whole.wasm");
  // Nothing lies in the first kilobyte but the far end of the stack.
  optimize(join(bound, "app_bg.wasm"), ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "--reorder-functions-by-name", "--strip-debug", "--strip-producers"], file);
  return module(read(readFileSync(file)).sections.filter(([id]) => id !== SECTION.custom));
}

/** Packs files; `context` is how many bits of a byte tell what the next one is likely to be. */
function packed(id, files, context) {
  const options = ["--format=xz", "--check=crc32", `--lzma2=preset=9e,pb=0,lc=${context}`, "--stdout"];
  const bytes = execFileSync("xz", options, { input: Buffer.concat(files), maxBuffer: 1e8 });
  return `<script type="text/plain" id="${id}" data-sizes="[${files.map((file) => file.length)}]">${written(bytes)}</script>`;
}

/** Writes bytes, an even number of them as xz gives, as characters of sixteen bits. */
function written(bytes) {
  const words = Array.from({ length: bytes.length / 2 }, (_, place) => bytes.readUInt16LE(place * 2));
  return words.map((word) => (isPlain(word) ? String.fromCharCode(word) : String.fromCharCode(TURNED, word ^ TURN))).join("");
}

const file = (name) => readFileSync(join(dist, name));
const named = (pattern) => file(readdirSync(dist).find((name) => pattern.test(name)));
const styles = Buffer.concat([named(/^portbook-.*\.css$/), named(/_rest\.css$/)]);
const short = (script) => Buffer.from(transformSync(script.toString(), { minify: true, format: "esm", target: "es2022" }).code);
const parts = [
  packed("packed-app", [short(readFileSync(join(bound, "app.js"))), wholeApp(), styles], 4),
  packed("packed-charts", [named(/_charts\.js$/)], 3),
  packed("packed-sheets", [short(named(/_sheets\.js$/)), named(/_sheets_bg\.wasm$/)], 2),
];
const { outputFiles } = buildSync({
  entryPoints: [root("www/single/page.js")], bundle: true, minify: true, write: false, format: "iife", target: "es2022", legalComments: "inline", logLevel: "warning",
});
const script = outputFiles[0].text.trim().replaceAll("</script", "<\\/script");
const hash = createHash("sha256").update(script).digest("base64");
const own = { "script-src": `'sha256-${hash}' blob: 'wasm-unsafe-eval'`, "img-src": "data: blob:", "worker-src": "blob:" };
const icon = `data:image/svg+xml;base64,${named(/^icon-.*\.svg$/).toString("base64")}`;
// The app draws the body anew, so its parts lie in the head. What stands there before anything is loaded, and what a page says without scripts, are those of the release.
const [, head, rest] = file("index.html").toString().replace(/<meta http-equiv=[^>]*>/, "").match(/^(.*?)<link.*<\/head>(.*?)<\/body>/s);
// A page in UTF-16 says so at its very beginning.
const page = `${withPolicy(head, own).replace(CHARSET, "")}<link rel=icon href="${icon}"><script>${script}</script>${parts.join("")}</head>${rest}</body></html>\n`;
writeFileSync(join(dist, "portbook.html"), `\ufeff${page}`, "utf16le");

const { size } = statSync(join(dist, "portbook.html"));
console.log(`portbook.html ${size.toLocaleString("en")} bytes`);
if (size > CEILING) {
  console.error(`The page in one file is above its ceiling of ${CEILING} bytes.`);
  process.exitCode = 1;
}
