// Bundles the console's page into the directory named by the first argument, or into dist: script, styles and icon, each
// with a zipped twin. The Teams view, with Microsoft's own renderer, becomes a second script that is loaded when wanted.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const client = fileURLToPath(new URL('client/', import.meta.url));
const output = process.argv[2] ?? fileURLToPath(new URL('../../../dist/platforms/web/assets/', import.meta.url));

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });

await build({
  entryPoints: [
    { in: join(client, 'main.ts'), out: 'console' },
    { in: join(client, 'styles/console.css'), out: 'console' },
  ],
  outdir: output,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  chunkNames: 'assets/[name]-[hash]',
  legalComments: 'linked',
  tsconfig: join(client, 'tsconfig.json'),
  logLevel: 'warning',
});
copyFileSync(join(client, 'icon.svg'), join(output, 'icon.svg'));

for (const name of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  writeFileSync(join(output, `${name}.gz`), gzipSync(readFileSync(join(output, name)), { level: 9 }));
}
