// The ways a browser ends and starts again, on which every test of what is kept stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshProfile, launch, openApp, serveRelease } from "./harness.mjs";

const address = await serveRelease();

/** Writes one record into IndexedDB, resolved when the disk has it. */
const keep = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("portbook-test");
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
  opening.onsuccess = () => {
    const write = opening.result.transaction("kept", "readwrite", { durability: "strict" });
    write.objectStore("kept").put("whole", "state");
    write.oncomplete = () => resolve();
    write.onerror = () => reject(write.error);
  };
}));

/** Reads that record, undefined if there is none. */
const kept = (page) => page.evaluate(() => new Promise((resolve) => {
  const opening = indexedDB.open("portbook-test");
  opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
  opening.onsuccess = () => {
    const read = opening.result.transaction("kept").objectStore("kept").get("state");
    read.onsuccess = () => resolve(read.result);
  };
}));

for (const end of ["close", "kill"]) {
  test(`what IndexedDB has reported as kept is there after ${end}`, async (t) => {
    const profile = freshProfile(t);
    const first = await launch(t, { profile });
    await keep(await openApp(first, address));
    await first[end]();

    const second = await launch(t, { profile });
    assert.equal(await kept(await openApp(second, address)), "whole");
  });
}

test("a fresh profile knows nothing of other tests", async (t) => {
  assert.equal(await kept(await openApp(await launch(t), address)), undefined);
});
