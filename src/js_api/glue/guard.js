
// What the glue above would throw by itself becomes a failure too: a call before the module is loaded, on a book that
// was freed, or with more than memory holds. scripts/engine puts these lines behind the glue.
const isBook = (it) => {
  try {
    return it.__wbg_ptr > 0;
  } catch {
    return false;
  }
};
const guarded = (call, isOfBook) => function (...args) {
  try {
    return call.apply(this, args);
  } catch {
    const [code, message, help] =
      wasm === undefined ? ["notLoaded", "the module is not loaded yet", "await its default export first"]
      : isOfBook && !isBook(this) ? ["noBook", "this is no book, or one that was freed", "take a book of `importTables` or `fromBackup`"]
      : ["broken", "the call could not end, most likely for want of memory", "load the module anew and pass less"];
    return { type: "failure", errors: [{ code, message, help }] };
  }
};
for (const owner of [Book, Book.prototype]) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (typeof value === "function" && name !== "constructor") owner[name] = guarded(value, owner !== Book);
  }
}
defaultPolicy = guarded(defaultPolicy, false);
