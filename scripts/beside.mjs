// Lays beside the app's module what it loads when it needs it, under the module's name, by which www/start.js finds it:
// www/charts.js with the parts of ECharts that it names, www/folder.js, www/newer.js, and the worker for workbooks, to which Trunk gives
// names that never change. So what belongs to one version of the app is never taken for another's.
// Trunk runs this after every build.
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const app = readdirSync(folder).find((file) => /^app-.*_bg\.wasm$/.test(file));
const beside = (name) => join(folder, app.replace("_bg.wasm", `_${name}`));

function pack(name, options) {
  buildSync({
    entryPoints: [`www/${name}`],
    outfile: beside(name),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
}

// Its license asks to be told.
pack("charts.js", { banner: { js: "/*! Apache ECharts, Apache License 2.0, https://echarts.apache.org */" } });
pack("folder.js");
pack("newer.js");
for (const name of ["sheets.js", "sheets_bg.wasm"]) renameSync(join(folder, name), beside(name));

// Trunk copies the start as it is written, and leaves glue code whose syntax its minifier does not know.
if (process.env.TRUNK_PROFILE === "release") {
  for (const script of [join(folder, "start.js"), join(folder, app.replace("_bg.wasm", ".js")), beside("sheets.js")]) {
    const { code } = transformSync(readFileSync(script, "utf8"), { minify: true, format: "esm", target: "es2022" });
    writeFileSync(script, code);
  }
}
