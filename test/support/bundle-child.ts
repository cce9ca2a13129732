import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('../..', import.meta.url).pathname;

/** Bundles a program of the tests, so that starting it many times costs little. Gives the path of the file to run. */
export async function bundleChild(source: string): Promise<string> {
  // Inside node_modules, so that the packages it imports are found.
  const folder = join(root, 'node_modules', '.cache', 'iom-tests');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(source, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, source)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}
