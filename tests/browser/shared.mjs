// Large data kept beside the project, in ../shared, which only its developers have.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Returns the path of `name` in the shared folder, for the test `t`.
 * Where the folder is missing, it fails in CI; elsewhere it marks `t` as skipped and returns nothing.
 */
export function shared(t, name) {
  const path = fileURLToPath(new URL(`../../../shared/${name}`, import.meta.url));
  if (existsSync(path)) return path;
  assert.notEqual(process.env.CI, "true", `missing in CI: ../shared/${name}`);
  t.skip(`skipped: ../shared/${name} is not here`);
  return undefined;
}
