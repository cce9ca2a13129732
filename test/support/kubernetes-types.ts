import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Tree } from './deploy-files.js';

type Model = new (data: Tree) => { validate(): void };

/** What the schema of Kubernetes' own API finds wrong with an object: types, required and allowed values. */
export async function schemaFault({ apiVersion, kind, ...rest }: Tree): Promise<string | undefined> {
  const models = (await import(`kubernetes-models/${apiVersion}`)) as Readonly<Record<string, Model | undefined>>;
  const Kind = models[kind];
  if (!Kind) return `${apiVersion} has no ${kind}`;
  try {
    new Kind({ apiVersion, kind, ...rest }).validate();
    return undefined;
  } catch (error) {
    return `${kind}: ${(error as Error).message}`;
  }
}

/** What the compiler finds wrong: the schema lets unknown fields pass, as the API does, but the types do not. */
export function typeFaults(objects: readonly Tree[]): string {
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.kubernetes-'));
  const source = join(folder, 'objects.ts');
  const lines = objects.map(
    (o, i) =>
      `import type { I${o.kind} as T${i} } from 'kubernetes-models/${o.apiVersion}';\nexport const o${i} = ${JSON.stringify(o)} satisfies T${i};\n`,
  );
  writeFileSync(source, lines.join(''));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext', '--target', 'es2022'];
  const tsc = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), [...options, source], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return tsc.stdout + tsc.stderr;
}
