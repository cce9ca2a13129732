import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reply } from './send.js';

// The files are read once and served from memory under exactly their names, so no path can reach another file.

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};
/** The build puts a hash into these names. */
const HASHED = /^\/assets\/[a-z-]+-[A-Z0-9]{8}\.js$/;

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly zipped: Buffer | undefined;
  readonly tag: string;
}

/** The console's script, styles and icon, by the path they are served under. */
export type Assets = ReadonlyMap<string, Asset>;

/** Where build-assets.mjs puts them; the same whether this file runs from `src` or from `dist`. */
export const ASSETS_DIRECTORY = fileURLToPath(new URL('../../../dist/platforms/web/assets/', import.meta.url));

/** Reads all assets of a directory; none when the directory is missing. */
export function loadAssets(directory: string): Assets {
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const names = files.filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [pathOf(directory, name), readAsset(join(directory, name))]));
}

/** The reply to a request for an asset: from the browser's own cache where it is still the same. */
export function serveAsset(request: IncomingMessage, path: string, asset: Asset): Reply {
  const headers = {
    ETag: asset.tag,
    Vary: 'Accept-Encoding',
    'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (request.headers['if-none-match'] === asset.tag) return { status: 304, headers };
  const zips = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  if (!zips || !asset.zipped) return { status: 200, type: asset.type, body: asset.body, headers };
  return { status: 200, type: asset.type, body: asset.zipped, headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

function pathOf(directory: string, name: string): string {
  return `/${relative(directory, join(directory, name)).split(sep).join('/')}`;
}

function readAsset(file: string): Asset {
  const body = readFileSync(file);
  const zipped = `${file}.gz`;
  return {
    type: TYPES[extname(file)] ?? 'application/octet-stream',
    body,
    zipped: existsSync(zipped) ? readFileSync(zipped) : undefined,
    tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
  };
}
