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
    // Its binary is found by the package itself; `pg-native` is not installed.
    external: ['libsql', 'pg-native'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}
