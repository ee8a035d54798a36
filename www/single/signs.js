// The signs in which scripts/single.mjs writes bytes and www/single/unpack.js reads them: seven bits a character.

/** What a page does not hand on as it is: the end of a text, a line end of its own kind, and where a tag begins. */
export const MEANT = [0x00, 0x0d, 0x3c];
/** From here on a character stands for two: for one of those, by its place among them, and for the next one. */
export const PAIRS = 0x100;
/** At the very end one of those stands alone, that much further on. */
export const MOVED = 0xc0;
