// Backups in a folder of the owner's: asks for it once, remembers it, and reads back what it writes.

/** Does one thing where the folder is remembered, a database of its own. */
function remember(mode, ask) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("portbook-folder", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("folder");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const change = database.transaction("folder", mode, { durability: "strict" });
      const request = ask(change.objectStore("folder"));
      const end = (settle, what) => () => {
        database.close();
        settle(what());
      };
      change.oncomplete = end(resolve, () => request.result);
      change.onabort = end(reject, () => change.error);
    };
  });
}

const RIGHT = { mode: "readwrite" };
const folder = () => remember("readonly", (store) => store.get("own"));

/** Tells a folder's name, and whether it may be written to without asking again. */
async function tell(handle) {
  return handle && { name: handle.name, may_write: (await handle.queryPermission(RIGHT)) === "granted" };
}

/** Everything the app asks for; what is asked of no folder fails. */
const DEEDS = {
  look: async () => tell(await folder()),
  async choose() {
    try {
      const handle = await showDirectoryPicker({ id: "portbook", startIn: "documents", ...RIGHT });
      await remember("readwrite", (store) => store.put(handle, "own"));
      return tell(handle);
    } catch (fault) {
      if (fault.name !== "AbortError") throw fault;
    }
  },
  async allow() {
    const handle = await folder();
    await handle.requestPermission(RIGHT);
    return tell(handle);
  },
  forget: () => remember("readwrite", (store) => store.delete("own")),
  async names() {
    const names = [];
    for await (const [name, entry] of await folder()) if (entry.kind === "file") names.push(name);
    return names;
  },
  async write(name, text) {
    const file = await (await folder()).getFileHandle(name, { create: true });
    const writing = await file.createWritable();
    await writing.write(text);
    await writing.close();
    if (await (await file.getFile()).text() !== text) throw new Error("what was read back is not what was written");
  },
  remove: async (name) => (await folder()).removeEntry(name),
};

/** Does what the app asks for; the answer is JSON. */
export async function ask(deed, ...args) {
  return JSON.stringify((await DEEDS[deed](...args)) ?? null);
}
