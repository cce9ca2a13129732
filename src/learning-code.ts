import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** The built file that learns. The same one whether this runs from the build or, in tests and benchmarks, from its source. */
const LEARNER = new URL('../dist/understand/model.js', import.meta.url);

/**
 * Hash of the built code that learns: a file and all it imports. What was learnt by other code is not taken for its work.
 * Without a build (a test of one file in a fresh clone) all code counts as the same.
 */
export function learningCode(entry: URL = LEARNER): string {
  const hash = createHash('sha256');
  const seen = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file.href) || !existsSync(file)) continue;
    seen.add(file.href);
    const text = readFileSync(file, 'utf8');
    hash.update(text);
    for (const [, path] of text.matchAll(/from '(\.[^']+)'/g)) waiting.push(new URL(path as string, file));
  }
  return hash.digest('hex').slice(0, 8);
}
