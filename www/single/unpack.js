// Takes out what scripts/single.mjs packed into the page: text of seven bits a character, in it xz, in it the files.
import { XzReadableStream } from "xz-decompress";
import { MEANT, MOVED, PAIRS } from "./signs.js";

/** Returns the bytes that `text` stands for. */
function bytesOf(text) {
  const bytes = new Uint8Array((text.length * 14) >> 3);
  let [held, bits, at] = [0, 0, 0];
  const take = (code) => {
    held = (held << 7) | code;
    bits += 7;
    if (bits < 8) return;
    bits -= 8;
    bytes[at++] = held >> bits;
    held &= (1 << bits) - 1;
  };
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code >= PAIRS) {
      take(MEANT[(code - PAIRS) >> 7]);
      take(code & 127);
    } else take(code < 128 ? code : code - MOVED);
  }
  return bytes.subarray(0, at);
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
