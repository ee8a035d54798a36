// The signs in which scripts/single.mjs writes bytes and www/single/unpack.js reads them: sixteen bits a character.

/** Stands before what a page would not hand on as it is, which is written with its highest bit turned. */
export const TURNED = 0xfffd;
export const TURN = 0x8000;

/** What a page does not hand on: the end of a text, a line end of its own kind, where a tag begins, and half a character. */
const MEANT = [0x00, 0x0d, 0x3c, TURNED];
export const isPlain = (word) => !MEANT.includes(word) && (word & 0xf800) !== 0xd800;
