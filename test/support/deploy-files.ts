import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, parseAllDocuments } from 'yaml';

/** The repository's own folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The text of a file of the repository. */
export const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** All YAML files under deploy/. */
export const YAML_FILES = readdirSync(join(ROOT, 'deploy'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => `deploy/${name}`)
  .sort();

/** The documents of a YAML file, with their faults. */
export const documents = (file: string): Document[] => [...parseAllDocuments(text(file), { strict: true })] as Document[];

/** Any value of a parsed file, to be looked at freely. */
// biome-ignore lint/suspicious/noExplicitAny: these files have the type that the tests are there to find out.
export type Tree = any;

/** The one document of a YAML file. */
export const yaml = (file: string): Tree => documents(file)[0]?.toJS();

/** The objects that `kubectl apply -k` would make. */
export const OBJECTS: readonly Tree[] = (yaml('deploy/kubernetes/kustomization.yaml').resources as string[]).map((name) =>
  yaml(`deploy/kubernetes/${name}`),
);

/** The object of a kind. */
export const object = (kind: string): Tree => OBJECTS.find((o) => o.kind === kind);

/** The names of all settings, as src/config.ts has them. */
export const SETTINGS = [...text('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((m) => m[1] as string);

/** Instructions of the Dockerfile, continued lines joined. */
export const INSTRUCTIONS = text('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter(Boolean)
  .map((line) => ({ name: line.split(' ')[0] as string, rest: line.slice(line.indexOf(' ') + 1).trim() }));

/** What follows an instruction, as often as it stands in the Dockerfile. */
export const dockerfile = (name: string): string[] => INSTRUCTIONS.filter((i) => i.name === name).map((i) => i.rest);

/** The variables that the image sets. */
export const IMAGE_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  dockerfile('ENV').flatMap((rest) => rest.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
);
