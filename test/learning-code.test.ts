import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { learningCode } from '../src/learning-code.js';

describe('the code that learns', () => {
  let folder: string;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const code = () => learningCode(pathToFileURL(join(folder, 'model.js')));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iom-code-'));
    write('model.js', "import { a } from './features.js';\nexport { b } from './model.js';\n");
    write('features.js', "import x from 'a-package';\nexport const a = 1;\n");
    write('rules.js', 'export const c = 1;\n');
  });

  it('is another when a file that it imports changes', () => {
    const before = code();
    write('features.js', 'export const a = 2;\n');
    expect(code()).not.toBe(before);
  });

  it('is the same when a file changes that it does not import', () => {
    const before = code();
    write('rules.js', 'export const c = 2;\n');
    expect(code()).toBe(before);
  });

  it('is told apart from the code of the build', () => {
    expect(learningCode()).not.toBe(code());
  });
});
