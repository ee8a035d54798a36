// Serves dist/ on this machine alone: `node scripts/serve.mjs [port]`. The browser tests serve it from here too.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves `folder` below the path `base`; port 0 takes any free one, and `onRequest` hears what is asked for.
 * Resolves to the address and a way to stop.
 */
export async function serve({ port = 0, base = "/", folder = DIST, onRequest = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    onRequest(path.slice(base.length));
    const file = normalize(join(folder, path.slice(base.length) || "index.html"));
    const body = path.startsWith(base) && file.startsWith(folder) ? await readFile(file).catch(() => null) : null;
    if (body === null) {
      response.writeHead(404, { "content-type": TYPES[".txt"] }).end("Not found\n");
      return;
    }
    const hashed = /-[0-9a-f]{16}[._]/.test(file.slice(file.lastIndexOf(sep)));
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    address: `http://localhost:${server.address().port}${base}`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { address } = await serve({ port: Number(process.argv[2] ?? 8080) });
    console.log(`Portbook is at ${address} (Ctrl-C stops it)`);
  } catch (fault) {
    if (fault.code !== "EADDRINUSE") throw fault;
    console.error(`Port ${fault.port} is taken; give another: scripts/run ${fault.port + 1}`);
    process.exitCode = 1;
  }
}
