// Takes out what scripts/single.mjs packed into the page: text of sixteen bits a character, in it xz, in it the files.
import { XzReadableStream } from "xz-decompress";
import { TURN, TURNED } from "./signs.js";

/** Returns the bytes that `text` stands for. */
function bytesOf(text) {
  const words = new Uint16Array(text.length);
  let count = 0;
  for (let place = 0; place < text.length; place++) {
    const word = text.charCodeAt(place);
    words[count++] = word === TURNED ? text.charCodeAt(++place) ^ TURN : word;
  }
  return new Uint8Array(words.buffer, 0, count * 2);
}

/** Returns the files of a packed text, of which `sizes` tells how many bytes each is. */
export async function unpack(text, sizes) {
  const all = await new Response(new XzReadableStream(new Blob([bytesOf(text)]).stream())).arrayBuffer();
  let at = 0;
  return sizes.map((size) => {
    const file = new Uint8Array(all, at, size);
    at += size;
    return file;
  });
}
