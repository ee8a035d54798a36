// Starts the app: Trunk writes into this script's address which files to load.
const files = new URL(import.meta.url).searchParams;
const bindings = await import(`./${files.get("js")}`);
const wasm = await bindings.default({ module_or_path: new URL(files.get("wasm"), import.meta.url) });
window.wasmBindings = bindings;
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
