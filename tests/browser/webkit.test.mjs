// The main journey in WebKit, by the driver that WebKitGTK has for its small browser.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { createServer } from "node:net";
import { test } from "node:test";
import { mainJourney } from "./engines.mjs";
import { serveFor, until } from "./harness.mjs";

/** What the standard calls the key under which an element travels. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the driver, without a screen, and a session with it, for the test `t`; returns what sends it commands. */
async function session(t) {
  const [small] = globSync("/usr/lib/*/webkit2gtk-4.1/MiniBrowser");
  assert.ok(small && spawnSync("which", ["WebKitWebDriver"]).status === 0, "no WebKit found; scripts/setup test installs it");
  const port = await freePort();
  const driver = spawn("xvfb-run", ["-a", "dbus-run-session", "--", "WebKitWebDriver", `--port=${port}`], { stdio: "ignore", detached: true });
  const send = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await until(() => send("GET", "/status").then(() => true, () => false));
  const options = { binary: small, args: ["--automation"] };
  const { sessionId } = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
  t.after(async () => {
    await send("DELETE", `/session/${sessionId}`);
    process.kill(-driver.pid, "SIGTERM");
  });
  return (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
}

test("the main journey in WebKit", async (t) => {
  const site = await serveFor(t, { base: "/portbook/" });
  const send = await session(t);
  await send("POST", "/timeouts", { script: 20_000, pageLoad: 20_000 });
  const source = (work) => (typeof work === "string" ? `() => ${work}` : work);
  const run = (work, ...args) => send("POST", "/execute/async", {
    script: `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${source(work)})(...[...arguments].slice(0, -1))).then((it) => done(it ?? null), (fault) => done({ fault: String(fault) }));`,
    args,
  });
  const found = async (find, ...args) => (await send("POST", "/execute/sync", { script: `return (${find})(...arguments)`, args }))[ELEMENT];
  // The driver hands on no console, so what goes wrong is heard by the page, from its first heading on.
  const complaints = [];
  const drawn = async () => {
    await until(() => run(() => !!document.querySelector("h1")));
    await run(() => {
      window.complaints = [];
      const note = (what) => (event) => window.complaints.push(`${what}: ${event.message ?? event.reason ?? event.blockedURI}`);
      for (const what of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(what, note(what));
      console.error = console.warn = (...words) => window.complaints.push(`console: ${words.join(" ")}`);
    });
  };
  // That sizes settle a frame later is no fault, though WebKit reports it as one.
  const gather = async () => complaints.push(...(await run(() => window.complaints)).filter((line) => !line.includes("ResizeObserver loop")));
  await mainJourney({
    goto: async (url) => (await send("POST", "/url", { url }), drawn()),
    again: async () => (await gather(), await send("POST", "/refresh", {}), drawn()),
    run,
    click: async (find, ...args) => send("POST", `/element/${await found(find, ...args)}/click`, {}),
    type: async (find, text) => send("POST", `/element/${await found(find)}/value`, { text }),
    choose: async (find, text) => send("POST", `/element/${await found(find)}/value`, { text }),
    complaints: async () => (await gather(), complaints),
  }, site);
});
