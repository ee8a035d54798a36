// Starts the app: Trunk writes into this script's address which files to load.
const files = new URL(import.meta.url).searchParams;
const address = (name) => new URL(name, import.meta.url);
/** Returns the address of what scripts/beside.mjs and scripts/split.mjs lay beside the app's module. */
const beside = (name) => address(files.get("wasm").replace("bg.wasm", name)).href;
const [restAddress, restStyles] = ["rest.wasm", "rest.css"].map(beside);

// Where browsers ask who makes scripts and elements of texts: of texts nothing but workers, and nothing at all of
// markup, but what draws charts may empty an element.
window.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (text ? null : text),
  createScriptURL: (url) => (url.startsWith("blob:") || url === address("offline.js").href ? url : null),
});

let wasm;
let hasStarted;
const started = new Promise((resolve) => (hasStarted = resolve));
let loading;

/** An app in one piece does not wait for a rest. */
const isHere = () => !!wasm && (!("rest_ready" in wasm) || wasm.rest_ready.value === 1);

let styles;

/** Lays the sheet of the rest on the page, once. */
function addStyles() {
  styles ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = restStyles;
    link.onload = resolve;
    link.onerror = () => {
      styles = undefined;
      link.remove();
      reject(new Error("the styles could not be loaded"));
    };
    document.head.append(link);
  });
  return styles;
}

let compiling;
let compiled;

/** Compiles the rest, once. */
function compile() {
  compiling ??= compileRest().then(
    (module) => (compiled = module),
    (fault) => {
      compiling = undefined;
      throw fault;
    },
  );
  return compiling;
}

async function compileRest() {
  const answer = await fetch(restAddress);
  const isTyped = answer.headers.get("content-type") === "application/wasm";
  return isTyped ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

function link(module) {
  new WebAssembly.Instance(module, { first: wasm });
  wasm.rest_ready.value = 1;
}

async function load() {
  await started;
  if (isHere()) return;
  const [module] = await Promise.all([compile(), addStyles()]);
  if (!isHere()) link(module);
}

/** What the app calls to have its rest. */
window.portbookRest = {
  isHere,
  load() {
    loading ??= load().catch((fault) => {
      loading = undefined;
      throw fault;
    });
    return loading;
  },
  /** Loads the rest while everything waits: for the moment before it has come by itself. */
  now() {
    this.waits += 1;
    addStyles().catch(() => {});
    if (compiled) return link(compiled);
    const request = new XMLHttpRequest();
    request.open("GET", restAddress, false);
    // Bytes as characters: a request that is waited for may not ask for an array.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    const bytes = Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 255);
    link(new WebAssembly.Module(bytes));
  },
  /** How often that was needed. */
  waits: 0,
};

let charts;
/** What the app calls to have charts drawn; what draws them is loaded with the first. */
window.portbookCharts = {
  async draw(...args) {
    // One promise for all: of two imports the second may be there first, and its chart would be taken for the older one.
    charts ??= import(beside("charts.js")).catch((fault) => {
      charts = undefined;
      throw fault;
    });
    return (await charts).draw(...args);
  },
};

/** What the app calls to write backups into a folder. */
window.portbookFolder = {
  ask: async (...args) => (await import(beside("folder.js"))).ask(...args),
};

/** What the app calls to have a worker for workbooks. Of a text of the page's own, it is under the page's policy. */
window.portbookSheets = {
  start() {
    const [glue, module] = ["sheets.js", "sheets_bg.wasm"].map((name) => JSON.stringify(beside(name)));
    const text = `import start from ${glue}; await start({ module_or_path: ${module} });`;
    return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
  },
};

/** What the app calls to hear of newer versions of itself. */
const newer = () => import(beside("newer.js"));
window.portbookNewer = {
  // What cannot be loaded now is asked for at the next visit.
  watch: (onNews) => newer().then((it) => it.watch(address(files.get("wasm")).href, onNews)).catch(() => {}),
  take: () => newer().then((it) => it.take()),
};

let portbook;

async function loadPortbook() {
  const { default: init, ...names } = await import(new URL("engine/portbook.js", import.meta.url));
  await init();
  // Who asks again finds them without waiting.
  Object.assign(portbook, names);
  return names;
}

/** The heart for scripts beside the app, loaded when it is first asked for: `const { Book } = await window.portbook`. */
Object.defineProperty(window, "portbook", {
  get: () => (portbook ??= loadPortbook().catch((fault) => {
    portbook = undefined;
    throw fault;
  })),
});

// Where all lies at hand nothing may be waited for by a request: WebKit has none of them answered from there.
const isLaidUp = navigator.serviceWorker?.controller;
if (isLaidUp) compile().catch(() => {});
const bindings = await import(address(files.get("js")));
if (isLaidUp) await compile().catch(() => {});
wasm = await bindings.default({ module_or_path: address(files.get("wasm")) });
window.wasmBindings = bindings;
hasStarted();
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
// What is not there yet is asked for again when it is needed, so a failure is not lost here.
setTimeout(() => window.portbookRest.load().catch(() => {}));
