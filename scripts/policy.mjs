// Writes into the page of a release what it may do: run its own scripts, load its own files, and nothing else.
// Trunk runs this after a build; the page that `trunk serve` reloads has scripts of Trunk's own and no policy.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What any page of the app may do; `own` adds where its files come from. Yew sets the attribute `style` of elements. */
export function policy(own) {
  const rules = { "default-src": "'none'", "style-src-attr": "'unsafe-inline'", "base-uri": "'none'", "form-action": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "default", ...own };
  const written = Object.entries(rules).map(([what, from]) => `${what} ${from}`).join("; ");
  return `<meta http-equiv="Content-Security-Policy" content="${written}">`;
}

/** How a page says what its signs mean. */
export const CHARSET = /<meta charset="?utf-8"?>/;

/** Lays a policy before anything that a page loads. */
export function withPolicy(page, own) {
  if (!CHARSET.test(page)) throw new Error("the page does not begin with its charset");
  return page.replace(CHARSET, (found) => found + policy(own));
}

if (process.env.TRUNK_PROFILE === "release" && process.env.TRUNK_STAGING_DIR) {
  const file = join(process.env.TRUNK_STAGING_DIR, "index.html");
  const own = { "script-src": "'self' 'wasm-unsafe-eval'", "style-src": "'self'", "img-src": "'self' data: blob:", "connect-src": "'self'", "worker-src": "'self' blob:", "manifest-src": "'self'" };
  writeFileSync(file, withPolicy(readFileSync(file, "utf8"), own));
}
