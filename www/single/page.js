// Starts the app of the page in one file, where all it needs lies packed in the page itself.
// The same script runs in the worker for workbooks, which knows no page and finds its files in `packed`.
import * as folder from "../folder.js";
import { unpack } from "./unpack.js";

const isPage = typeof document === "object";
const own = isPage && document.currentScript;

/** Returns the text and the sizes of packed files. */
const packed = (id) => {
  const element = document.getElementById(id);
  return [element.textContent, JSON.parse(element.dataset.sizes)];
};
const blob = (type, ...parts) => URL.createObjectURL(new Blob(parts, { type }));
const script = (...parts) => blob("text/javascript", ...parts);

/** Starts the module that `glue` binds. */
async function start([glue, module]) {
  const bindings = await import(script(glue));
  return [bindings, await bindings.default({ module_or_path: module })];
}

/** What the app calls to have its rest, which is here. */
const REST = { isHere: () => true, load: async () => {}, now() {}, waits: 0 };

let charts;
/** What the app calls to have charts drawn. */
const CHARTS = {
  async draw(...args) {
    charts ??= unpack(...packed("packed-charts")).then(([code]) => import(script(code)));
    return (await charts).draw(...args);
  },
};

let sheets;
/** What the app calls to have a worker for workbooks. No module: browsers refuse one to a worker of a page from disk. */
const SHEETS = {
  start: () => new Worker((sheets ??= script(`packed = ${JSON.stringify(packed("packed-sheets"))};`, own.textContent))),
};

/** What the app calls to hear of newer versions: a file stays as it is. */
const NEWER = { watch() {}, take() {} };

async function page() {
  Object.assign(window, { portbookRest: REST, portbookCharts: CHARTS, portbookSheets: SHEETS, portbookFolder: folder, portbookNewer: NEWER });
  window.trustedTypes?.createPolicy("default", {
    createHTML: (text) => (text ? null : text),
    createScriptURL: (url) => (url.startsWith("blob:") ? url : null),
  });
  const [glue, module, styles] = await unpack(...packed("packed-app"));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(new TextDecoder().decode(styles));
  document.adoptedStyleSheets = [sheet];
  const [bindings, wasm] = await start([glue, module]);
  window.wasmBindings = bindings;
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
}

if (isPage) addEventListener("DOMContentLoaded", page);
else unpack(...globalThis.packed).then(start);
