// Takes the app's module apart: what the first screen needs, and the rest, which is loaded right after it.
// Trunk runs this on a release, after wasm-opt; without it the app works in one piece.
//
// Functions keep their numbers, so no instruction changes. Where a part calls a function of the other, it has a stub
// in its place that calls through a slot of the shared table. A stub of the first part that is called before the rest
// has come has the page load it at once, so no line drawn here can make the app wrong, only slow.
// Constant data follows the code: what the first part does not mention comes with the rest.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KIND, SECTION, constant, module, name, number, placed, read, vector, visit } from "./wasm.mjs";
import { isLater } from "./later.mjs";
import { optimize } from "./optimize.mjs";

/** What the first part is called in the imports of the rest. */
const FIRST = "first";
/** A global of the first part that the page sets when the rest is there. */
const READY = "rest_ready";
/** The function of the app that loads the rest while its caller waits. */
const NOW = "rest_now";

/** Returns the two parts of a module with names, as bytes, of which `layout` tells what lies where in memory. */
function split(bytes, layout) {
  const it = read(bytes);
  const within = firstFunctions(it);
  const moved = laterData(it, within, layout);
  const kept = carve(it.data, moved, false);
  const slots = slotsOf(it, within, mentioned(it, within, kept));
  return {
    first: first(it, within, slots, kept),
    rest: rest(it, within, slots, carve(it.data, moved, true)),
  };
}

/** Returns the functions of the first part: what the page itself calls, and what is called by them, up to what is for later. */
function firstFunctions(it) {
  const size = (index) => it.bodies[index - it.imported.length].length;
  const exported = it.exports.filter(({ kind }) => kind === KIND.function).map(({ index }) => index);
  const within = new Set([...it.imported.keys(), ...exported]);
  const pending = exported.filter((index) => index >= it.imported.length);
  const add = (index) => {
    if (within.has(index) || isLater(it.names.get(index) ?? "", size(index))) return;
    within.add(index);
    pending.push(index);
  };
  for (const { functions } of it.elements) functions.forEach(add);
  while (pending.length) visit(it.bodies[pending.pop() - it.imported.length], add, () => {});
  return within;
}

/** Returns all numbers that the first part has in its code and its data: no other can be a slot that it calls through. */
function mentioned(it, within, data) {
  const numbers = new Set();
  it.bodies.forEach((body, place) => within.has(place + it.imported.length) && visit(body, () => {}, (it) => numbers.add(it)));
  for (const [at, bytes] of data) {
    for (let from = -at & 3; from + 4 <= bytes.length; from += 4) numbers.add(bytes.readUInt32LE(from));
  }
  return numbers;
}

/**
 * Fills the slots of the table: those there are, in which a function may be more than once, and a new one for each
 * function that is called from the other part and has none. `of` tells the slot of what needs a stub somewhere: of the
 * rest's own functions only what the first part may call, for it has no way to the others before the rest is there.
 */
function slotsOf(it, within, numbers) {
  const filled = it.elements.flatMap(({ at, functions }) => functions.map((index, place) => [index, at + place]));
  const all = new Map(filled);
  let size = Math.max(...all.values()) + 1;
  const of = new Map(filled.filter(([index, slot]) => !within.has(index) && numbers.has(slot)));
  it.bodies.forEach((body, place) => {
    const caller = within.has(place + it.imported.length);
    const onFunction = (index) => {
      if (within.has(index) === caller || of.has(index)) return;
      if (!all.has(index)) all.set(index, size), filled.push([index, size++]);
      of.set(index, all.get(index));
    };
    visit(body, onFunction, () => {});
  });
  return { filled, of, size };
}

/**
 * How far before a table an address may lie that code adds an index to, as in `TABLE[c - 'A']`, where the linker has not
 * noted which table is meant: of numbers, of pointers.
 */
const REACH = [64, 16];
/** Shorter constants are not worth a segment of their own. */
const WORTH = 32;

/** Returns the stretches of constants that nothing in the first part leads to, as pairs of start and end. */
function laterData(it, within, { pieces, meant, pointers }) {
  const starts = pieces.map(({ at }) => at);
  const led = new Set();
  const pending = [];
  const add = (index) => {
    if (!pieces[index] || led.has(index)) return;
    led.add(index);
    pending.push(index);
  };
  const mention = (address) => {
    let index = lastUpTo(starts, address);
    add(index);
    if (meant.has(address)) return meant.get(address).forEach((at) => add(lastUpTo(starts, at)));
    while (++index < pieces.length && starts[index] - address <= REACH[0]) {
      const { at, end, isText } = pieces[index];
      const leads = pointers.from[lastUpTo(pointers.from, at - 1) + 1] < end;
      if (!isText && at - address <= REACH[leads ? 1 : 0]) add(index);
    }
  };
  it.bodies.forEach((body, place) => within.has(place + it.imported.length) && visit(body, () => {}, mention));
  // What is written to at run time is never moved, and may lead anywhere.
  pieces.forEach(({ isFixed }, index) => isFixed || add(index));
  while (pending.length) {
    const { at, end } = pieces[pending.pop()];
    for (let next = lastUpTo(pointers.from, at - 1) + 1; pointers.from[next] < end; next++) add(lastUpTo(starts, pointers.to[next]));
  }
  const stretches = [];
  for (const [index, { at, end }] of pieces.entries()) {
    if (led.has(index)) continue;
    // Between neighbors lies only padding.
    if (index > 0 && !led.has(index - 1) && stretches.length) stretches.at(-1)[1] = end;
    else stretches.push([at, end]);
  }
  return stretches.filter(([at, end]) => end - at >= WORTH);
}

/** Returns the place of the last number that is not above `limit`, -1 if all are. */
function lastUpTo(sorted, limit) {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the segments inside the stretches, or those outside. */
function carve(data, stretches, inside) {
  const edges = stretches.flat();
  const pieces = [];
  for (const { at, bytes } of data) {
    const end = at + bytes.length;
    const cuts = [at, ...edges.filter((edge) => edge > at && edge < end), end];
    for (let cut = 1; cut < cuts.length; cut++) {
      const isInside = (lastUpTo(edges, cuts[cut - 1]) & 1) === 0;
      if (isInside === inside) pieces.push([cuts[cut - 1], bytes.subarray(cuts[cut - 1] - at, cuts[cut] - at)]);
    }
  }
  return pieces;
}

/** A body for a function that nobody calls in a part: `unreachable`. */
const NOBODY = [0, 0x00, 0x0b];

/** Returns the bodies of all functions from number `from` on, as a part has them. */
function bodies(it, from, isOwn, slots, isFirst) {
  const now = it.exports.find((entry) => entry.name === NOW)?.index;
  if (now === undefined) throw new Error(`the app does not export ${NOW}`);
  const ready = [0x23, ...number(it.globals.length), 0x45, 0x04, 0x40, 0x10, ...number(now), 0x0b];
  const stub = (index) => {
    const type = it.functionTypes[index];
    const params = it.types[type].params.flatMap((_, at) => [0x20, ...number(at)]);
    return [0, ...(isFirst ? ready : []), ...params, ...constant(slots.of.get(index)), 0x11, ...number(type), 0, 0x0b];
  };
  const list = it.functionTypes.slice(from).map((_, place) => {
    const index = from + place;
    if (isOwn(index)) return it.bodies[index - it.imported.length];
    return slots.of.has(index) ? stub(index) : NOBODY;
  });
  return vector(list.map((body) => Buffer.concat([Buffer.from(number(body.length)), Buffer.from(body)])));
}

/** Returns the section that puts functions into their slots, neighbors together. */
function elements(slots) {
  const runs = [];
  for (const [index, slot] of slots.toSorted((a, b) => a[1] - b[1])) {
    const run = runs.at(-1);
    if (run && run[0] + run[1].length === slot) run[1].push(index);
    else runs.push([slot, [index]]);
  }
  return placed(runs.map(([slot, functions]) => [slot, vector(functions.map(number))]));
}

/** Returns the types of the tables, the first grown to hold all slots. */
function tables(it, { size }) {
  return it.tables.map(({ type, limits }, index) => [type, ...(index === 0 ? [1, ...number(size), ...number(size)] : limits)]);
}

function first(it, within, slots, data) {
  const isOwn = (index) => within.has(index);
  const shared = (kind, list) => list.map((_, index) => ({ name: kind + index, kind: KIND[kind], index }));
  const exports = [
    ...it.exports,
    ...shared("memory", it.memories),
    ...shared("table", it.tables),
    ...shared("global", it.globals),
    { name: READY, kind: KIND.global, index: it.globals.length },
  ];
  const changed = new Map([
    [SECTION.table, vector(tables(it, slots))],
    [SECTION.global, vector([...it.globals.map(({ bytes }) => bytes), [0x7f, 1, ...constant(0), 0x0b]])],
    [SECTION.export, vector(exports.map((entry) => [...name(entry.name), entry.kind, ...number(entry.index)]))],
    [SECTION.element, elements(slots.filled.filter(([index]) => isOwn(index) || slots.of.has(index)))],
    [SECTION.dataCount, Buffer.from(number(data.length))],
    [SECTION.code, bodies(it, it.imported.length, isOwn, slots, true)],
    [SECTION.data, placed(data.map(([at, bytes]) => [at, content(bytes)]))],
  ]);
  const kept = it.sections.filter(([id]) => id !== SECTION.custom);
  return module(kept.map(([id, content]) => [id, changed.get(id) ?? content]));
}

function rest(it, within, slots, data) {
  const isOwn = (index) => index >= it.imported.length && !within.has(index);
  const from = (kind) => (type, index) => [...name(FIRST), ...name(kind + index), KIND[kind], ...type];
  const imports = [
    ...it.memories.map(from("memory")),
    ...tables(it, slots).map(from("table")),
    ...it.globals.map(({ type }) => type).map(from("global")),
  ];
  return module([
    it.sections.find(([id]) => id === SECTION.type),
    [SECTION.import, vector(imports)],
    [SECTION.function, vector(it.functionTypes.map(number))],
    [SECTION.element, elements(slots.filled.filter(([index]) => isOwn(index)))],
    [SECTION.dataCount, Buffer.from(number(data.length))],
    [SECTION.code, bodies(it, 0, isOwn, slots, false)],
    [SECTION.data, placed(data.map(([at, bytes]) => [at, content(bytes)]))],
  ]);
}

function content(bytes) {
  return Buffer.concat([Buffer.from(number(bytes.length)), bytes]);
}

/** Returns what lies where in memory, as the linker noted it: pieces of data in order, and the pointers among them. */
function readLayout(linked) {
  const it = read(linked);
  const size = Math.max(...it.data.map(({ at, bytes }) => at + bytes.length));
  const memory = Buffer.alloc(size + 4);
  for (const { at, bytes } of it.data) memory.set(bytes, at);

  const pieces = [];
  const places = it.symbols.map((symbol) => symbol && it.data[symbol.segment].at + symbol.from);
  const symbols = it.symbols.map((symbol, index) => symbol && [places[index], symbol.length, it.segments[symbol.segment]]);
  for (const [at, length, segment] of symbols.filter(Boolean).sort((a, b) => a[0] - b[0])) {
    const end = at + length;
    const before = pieces.at(-1);
    // Equal constants lie in one place, and a short one may lie within a longer one.
    if (before && at < before.end) before.end = Math.max(before.end, end);
    else pieces.push({ at, end, isFixed: segment === ".rodata" });
  }
  if (!pieces.some(({ isFixed }) => isFixed)) throw new Error("the linker noted no constants");
  for (const piece of pieces) piece.isText = memory.subarray(piece.at, piece.end).every((byte) => byte >= 0x20 || byte === 0x0a);
  // Code that adds an index to a table may name a place before it; the linker knows which table it means.
  const meant = new Map();
  for (const { symbol, addend } of it.mentions) {
    const at = places[symbol];
    if (at !== undefined) meant.set(at + addend, (meant.get(at + addend) ?? new Set()).add(at));
  }
  if (meant.size === 0) throw new Error("the linker noted no places that code names");

  const from = it.pointers.map((offset) => {
    const { at, offset: start } = it.data.findLast((segment) => segment.offset <= offset);
    return at + offset - start;
  });
  from.sort((a, b) => a - b);
  return { pieces, meant, pointers: { from, to: from.map((place) => memory.readUInt32LE(place)) } };
}

/** Makes a part small by itself, so that nothing moves into the other again. */
function write(bytes, file) {
  writeFileSync(file, bytes);
  optimize(file, ["-Oz"]);
}

/** Splits the app's module in the folder of a release and returns its name; `linked` is the module as the linker made it. */
export function splitRelease(folder, linked) {
  const app = readdirSync(folder).find((file) => /^app-.*_bg\.wasm$/.test(file));
  const layout = readLayout(readFileSync(linked));
  const parts = split(readFileSync(join(folder, app)), layout);
  write(parts.first, join(folder, app));
  write(parts.rest, join(folder, app.replace("_bg", "_rest")));
  return app;
}

if (process.env.TRUNK_PROFILE === "release") {
  const linked = join(process.env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/app.wasm");
  const folder = process.env.TRUNK_STAGING_DIR;
  const app = splitRelease(folder, linked);
  copyFileSync("target/styles/later.css", join(folder, app.replace("_bg.wasm", "_rest.css")));
  optimize(join(folder, app.replace("_bg", "_sheets_bg")), ["-Oz"]);
}
