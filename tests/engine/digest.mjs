// A number for all that an answer holds, bit by bit; tests/engine.rs has its twin.

/** Returns the FNV-1a digest of a value's texts and numbers as hexadecimal digits. */
export function digest(value) {
  let hash = 0x811c9dc5;
  const feed = (bytes) => {
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  };
  const encoder = new TextEncoder();
  const visit = (value) => {
    if (typeof value === "string") feed(encoder.encode(value + "\n"));
    else if (typeof value === "number") feed(new Uint8Array(Float64Array.of(value).buffer));
    else if (typeof value === "boolean") feed([value ? 1 : 0]);
    else if (value === null) feed([2]);
    else if (ArrayBuffer.isView(value)) feed(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else if (Array.isArray(value)) value.forEach(visit);
    else Object.entries(value).forEach(([name, field]) => (visit(name), visit(field)));
  };
  visit(value);
  return hash.toString(16).padStart(8, "0");
}
