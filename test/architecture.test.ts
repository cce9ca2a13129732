import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

// Who may import whom. A folder or file on the left may import what stands on the right, and itself.
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  question: [],
  answer: ['question'],
  knowledge: ['question'],
  config: [],
  log: [],
  understand: ['question', 'answer', 'knowledge'],
  respond: ['question', 'answer', 'knowledge', 'understand/meaning'],
  render: ['question', 'answer'],
  store: ['question', 'answer', 'config'],
  assistant: ['question', 'answer', 'understand/meaning'],
  desk: ['question', 'answer'],
  'platforms/platform': ['assistant', 'desk'],
  'platforms/slack': ['question', 'answer', 'render', 'assistant', 'desk', 'config', 'platforms/platform'],
  'platforms/teams': ['question', 'answer', 'render', 'assistant', 'desk', 'config', 'platforms/platform'],
  'platforms/web': ['question', 'answer', 'render', 'assistant', 'desk', 'config', 'platforms/platform'],
  'platforms/terminal': ['question', 'answer', 'render', 'assistant', 'desk', 'config', 'platforms/platform'],
};

/** Packages that one place alone may import. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  '@slack/bolt': /^platforms\/slack\//,
  botbuilder: /^platforms\/teams\//,
  'fuse.js': /^understand\//,
  pino: /^log\.ts$/,
  kysely: /^store\//,
  libsql: /^store\//,
  pg: /^store\//,
};

const root = new URL('../src', import.meta.url).pathname;
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (f) => f.endsWith('.ts') && !f.includes('platforms/web/client/'),
);
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s+'([^']+)'/g)].map((m) => m[1] as string);
}

function areaOf(file: string): string {
  return Object.keys(MAY_IMPORT).find((area) => file === `${area}.ts` || file.startsWith(`${area}/`)) ?? '';
}

describe('the dependency rules', () => {
  for (const [file, text] of sources) {
    const area = areaOf(file);
    if (area === '') continue;
    it(`${file} imports only what its place allows`, () => {
      const targets = importsOf(text)
        .filter((i) => i.startsWith('.'))
        .map((i) => relative(root, normalize(join(root, dirname(file), i))).replace(/\.js$/, ''));
      const allowed = [area, ...(MAY_IMPORT[area] ?? [])];
      const faults = targets.filter((target) => !allowed.some((a) => target === a || target.startsWith(`${a}/`)));
      expect(faults).toEqual([]);
    });
  }

  it('packages stay in the place they belong to', () => {
    const faults = [...sources].flatMap(([file, text]) =>
      importsOf(text).flatMap((i) => {
        const allowed = ONLY_IN[i];
        return allowed && !allowed.test(file) ? [`${file} imports ${i}`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('no file is over 250 lines', () => {
    const long = [...sources]
      .filter(([, text]) => text.split('\n').length > 251)
      .map(([file, text]) => `${file}: ${text.split('\n').length}`);
    expect(long).toEqual([]);
  });

  it('understanding, responding and rendering do no I/O and read no clock', () => {
    const impure = [...sources]
      .filter(
        ([file, text]) =>
          /^(understand|respond|render)\//.test(file) &&
          /from 'node:|Date\.now|new Date\(|Math\.random|performance\.now|process\./.test(text),
      )
      .map(([file]) => file);
    expect(impure).toEqual([]);
  });

  it('there is no cycle', () => {
    const graph = new Map(
      [...sources].map(([file, text]) => [
        file,
        importsOf(text)
          .filter((i) => i.startsWith('.'))
          .map((i) => normalize(join(dirname(file), i)).replace(/\.js$/, '.ts')),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const next of graph.get(file) ?? []) {
        const cycle = visit(next, [...path, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return undefined;
    };
    for (const file of graph.keys()) expect(visit(file, [])).toBeUndefined();
  });

  it('no country, address or sentence to a person stands in the code', () => {
    const faults = [...sources]
      .filter(
        ([file, text]) =>
          file !== 'cli.ts' &&
          /@iom\.int['"`]|\b(Kenya|Haiti|Yemen|Nigeria)\b/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')),
      )
      .map(([file]) => file);
    expect(faults).toEqual([]);
  });
});
