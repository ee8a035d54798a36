// Makes one file of www/charts.js and the parts of ECharts that it names, and lays it beside the app's module, under
// whose name www/start.js finds it. Trunk runs this after every build.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const folder = process.env.TRUNK_STAGING_DIR;
const app = readdirSync(folder).find((file) => /^app-.*_bg\.wasm$/.test(file));
buildSync({
  entryPoints: ["www/charts.js"],
  outfile: join(folder, app.replace("_bg.wasm", "_charts.js")),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  // Its license asks to be told.
  banner: { js: "/*! Apache ECharts, Apache License 2.0, https://echarts.apache.org */" },
  logLevel: "warning",
});
