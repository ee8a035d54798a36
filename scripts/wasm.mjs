// Reads and writes the binary format of WebAssembly modules, as far as taking a module apart needs it.
// https://webassembly.github.io/spec/core/binary/

/** The numbers of the sections. */
export const SECTION = { custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, element: 9, code: 10, data: 11, dataCount: 12 };
/** What an import or export may be. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3 };

/** Walks along bytes. */
export class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte() {
    return this.bytes[this.at++];
  }
  /** Returns the next unsigned number. */
  number() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  }
  /** Returns the two's complement of the next signed number: its lower and its upper 32 bits. */
  signed() {
    let [low, high, shift, byte] = [0, 0, 0, 0];
    do {
      byte = this.byte();
      if (shift < 32) low |= (byte & 127) << shift;
      if (shift > 25) high |= shift < 32 ? (byte & 127) >> (32 - shift) : (byte & 127) << (shift - 32);
      shift += 7;
    } while (byte >= 128);
    if (byte & 64 && shift < 32) low |= -1 << shift;
    return [low >>> 0, high >>> 0];
  }
  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }
  name() {
    return new TextDecoder().decode(this.take(this.number()));
  }
  /** Returns what `read` makes of each item of a vector. */
  list(read) {
    return Array.from({ length: this.number() }, read);
  }
  /** Returns the bytes that `pass` walks over. */
  span(pass) {
    const from = this.at;
    pass();
    return this.bytes.subarray(from, this.at);
  }
  limits() {
    const flags = this.byte();
    this.number();
    if (flags & 1) this.number();
  }
}

/** Returns the bytes of an unsigned number. */
export function number(value) {
  const bytes = [];
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0));
    value >>>= 7;
  } while (value > 0);
  return bytes;
}

/** Returns the bytes of `i32.const value` for a value that is not negative. */
export function constant(value) {
  const bytes = number(value);
  // The number is signed: bit 6 of its last byte would make it negative.
  if (bytes.at(-1) & 64) bytes.push(0), (bytes[bytes.length - 2] |= 128);
  return [0x41, ...bytes];
}

/** Returns the bytes of a section of active segments: pairs of a place and what lies there, as bytes. */
export function placed(segments) {
  return vector(segments.map(([at, content]) => Buffer.concat([Buffer.from([0, ...constant(at), 0x0b]), content])));
}

/** Returns the bytes of a name. */
export function name(text) {
  const bytes = new TextEncoder().encode(text);
  return [...number(bytes.length), ...bytes];
}

/** Returns the bytes of a vector of items, each given as bytes. */
export function vector(items) {
  return Buffer.concat([Buffer.from(number(items.length)), ...items.map((item) => Buffer.from(item))]);
}

/** Returns the bytes of a module: pairs of a section's number and its content, in order. */
export function module(sections) {
  const parts = sections.map(([id, bytes]) => Buffer.concat([Buffer.from([id, ...number(bytes.length)]), bytes]));
  return Buffer.concat([Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), ...parts]);
}

/** Reads a module into its sections and the lists that refer to each other by index. */
export function read(bytes) {
  const reader = new Reader(bytes, 8);
  const it = { sections: [], imports: [], names: new Map(), exports: [], tables: [], globals: [], elements: [], data: [], segments: [], symbols: [], pointers: [], mentions: [] };
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const content = reader.take(reader.number());
    it.sections.push([id, content]);
    readSection(it, id, new Reader(content));
  }
  it.imported = it.imports.filter(({ kind }) => kind === KIND.function).map(({ type }) => type);
  if (it.imports.length !== it.imported.length) throw new Error("only functions may be imported");
  it.functionTypes = [...it.imported, ...it.functions];
  return it;
}

function readSection(it, id, reader) {
  const limits = () => reader.span(() => reader.limits());
  switch (id) {
    case SECTION.custom:
      readCustom(it, reader.name(), reader);
      break;
    case SECTION.type:
      it.types = reader.list(() => {
        if (reader.byte() !== 0x60) throw new Error("only function types are known");
        return { params: reader.list(() => reader.byte()), results: reader.list(() => reader.byte()) };
      });
      break;
    case SECTION.import:
      it.imports = reader.list(() => {
        const from = [reader.name(), reader.name()];
        const kind = reader.byte();
        if (kind !== KIND.function) throw new Error(`${from.join(".")} is no function`);
        return { kind, type: reader.number() };
      });
      break;
    case SECTION.function:
      it.functions = reader.list(() => reader.number());
      break;
    case SECTION.table:
      it.tables = reader.list(() => ({ type: reader.byte(), limits: limits() }));
      break;
    case SECTION.memory:
      it.memories = reader.list(limits);
      break;
    case SECTION.global:
      it.globals = reader.list(() => {
        const type = reader.span(() => (reader.byte(), reader.byte()));
        return { type, bytes: Buffer.concat([type, reader.span(() => passInstructions(reader, () => {}, () => {}))]) };
      });
      break;
    case SECTION.export:
      it.exports = reader.list(() => ({ name: reader.name(), kind: reader.byte(), index: reader.number() }));
      break;
    case SECTION.element:
      it.elements = reader.list(() => ({ at: readPlace(reader), functions: reader.list(() => reader.number()) }));
      break;
    case SECTION.data:
      it.data = reader.list(() => {
        const at = readPlace(reader);
        const length = reader.number();
        return { at, offset: reader.at, bytes: reader.take(length) };
      });
      break;
    case SECTION.code:
      it.bodies = reader.list(() => reader.take(reader.number()));
      break;
  }
}

function readPlace(reader) {
  if (reader.number() !== 0 || reader.byte() !== 0x41) throw new Error("only plain active segments are known");
  const [at] = reader.signed();
  reader.byte();
  return at;
}

/** The kinds of the linker's notes that are followed by a number more. */
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
/** The kind of the note that four bytes are an address in memory, and of those that a number in code is. */
const ADDRESS = 5;
const ADDRESSES = [3, 4];
/** The subsections of the linker's notes that tell of segments and of symbols. */
const NOTES = { segments: 5, symbols: 8 };
/** The kinds of symbols that have a form of their own, and what a symbol's flags say. */
const SYMBOL = { data: 1, section: 3, isUndefined: 0x10, isNamed: 0x40 };

function readCustom(it, title, reader) {
  if (title === "name") {
    while (reader.at < reader.bytes.length) {
      const part = reader.byte();
      const inner = new Reader(reader.take(reader.number()));
      if (part === 1) it.names = new Map(inner.list(() => [inner.number(), inner.name()]));
    }
  } else if (title === "linking") {
    reader.number();
    while (reader.at < reader.bytes.length) {
      const part = reader.byte();
      const inner = new Reader(reader.take(reader.number()));
      if (part === NOTES.segments) it.segments = inner.list(() => [inner.name(), inner.number(), inner.number()][0]);
      if (part === NOTES.symbols) it.symbols = inner.list(() => readSymbol(inner));
    }
  } else if (title === "reloc.DATA" || title === "reloc.CODE") {
    reader.number();
    const notes = reader.list(() => {
      const [kind, offset, symbol] = [reader.byte(), reader.number(), reader.number()];
      return { kind, offset, symbol, addend: WITH_ADDEND.has(kind) ? reader.signed()[0] | 0 : 0 };
    });
    if (title === "reloc.DATA") it.pointers = notes.filter(({ kind }) => kind === ADDRESS).map(({ offset }) => offset);
    else it.mentions = notes.filter(({ kind }) => ADDRESSES.includes(kind));
  }
}

/** Returns where a symbol of data lies: its segment, from where in it and how many bytes. */
function readSymbol(reader) {
  const [kind, flags] = [reader.byte(), reader.number()];
  const isUndefined = (flags & SYMBOL.isUndefined) !== 0;
  if (kind === SYMBOL.data) {
    reader.name();
    return isUndefined ? undefined : { segment: reader.number(), from: reader.number(), length: reader.number() };
  }
  reader.number();
  if (kind !== SYMBOL.section && (!isUndefined || flags & SYMBOL.isNamed)) reader.name();
  return undefined;
}

/** Tells what a body refers to: functions by number, and constants, which may be places in memory. */
export function visit(body, onFunction, onConstant) {
  const reader = new Reader(body);
  reader.list(() => (reader.number(), reader.byte()));
  passInstructions(reader, onFunction, onConstant);
}

/** How many numbers follow the plain instructions, as far as any do. */
const PLAIN = new Map([0x0c, 0x0d, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0xd0].map((code) => [code, 1]));
PLAIN.set(0x11, 2).set(0x13, 2);
/** How many numbers follow the instructions that begin with 0xfc. */
const PREFIXED = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

/** Passes instructions up to the `end` that closes them. */
function passInstructions(reader, onFunction, onConstant) {
  for (let depth = 1; depth > 0; ) {
    const code = reader.byte();
    if (code === 0x0b) depth--;
    else if (code >= 0x02 && code <= 0x04) depth++, reader.signed();
    else if (code === 0x10 || code === 0x12 || code === 0xd2) onFunction(reader.number());
    // A wide number may hold two places, such as a pointer to an object and one to its methods.
    else if (code === 0x41 || code === 0x42) reader.signed().forEach(onConstant);
    else if (code >= 0x28 && code <= 0x3e) reader.number(), onConstant(reader.number());
    else if (code === 0x0e) reader.list(() => reader.number()), reader.number();
    else if (code === 0x1c) reader.list(() => reader.byte());
    else if (code === 0x43) reader.take(4);
    else if (code === 0x44) reader.take(8);
    else if (code > 0xfc) throw new Error("vector and atomic instructions are not known");
    else for (let left = code === 0xfc ? PREFIXED[reader.number()] : (PLAIN.get(code) ?? 0); left > 0; left--) reader.number();
  }
}
