// Makes one file of www/charts.js and the parts of ECharts that it names, and one of www/folder.js, and lays them beside
// the app's module, under whose name www/start.js finds them. Trunk runs this after every build.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const app = readdirSync(folder).find((file) => /^app-.*_bg\.wasm$/.test(file));
const build = (name, options) => buildSync({
  entryPoints: [`www/${name}.js`],
  outfile: join(folder, app.replace("_bg.wasm", `_${name}.js`)),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  ...options,
});

// Its license asks to be told.
build("charts", { banner: { js: "/*! Apache ECharts, Apache License 2.0, https://echarts.apache.org */" } });
build("folder");
