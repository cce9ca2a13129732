import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCopy, writeCopy } from '../src/compiled-copy.js';
import { fingerprintOf } from '../src/knowledge/load.js';
import { createLiveEngine, type LiveEngine } from '../src/live-engine.js';
import { realEngine } from './support/engine.js';

let folder: string;
let readOnly: string;
let kept: string;
let live: LiveEngine | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iom-live-'));
  // Nothing can be made below a file, not even by root.
  writeFileSync(join(folder, 'build'), '');
  readOnly = join(folder, 'build', 'engine.bin');
  kept = join(folder, 'data', 'engine.bin');
});
afterEach(() => {
  live?.close();
  live = undefined;
  rmSync(folder, { recursive: true });
});

describe('the compiled copy', () => {
  it('is kept in the data folder where the build is read-only', () => {
    writeCopy([readOnly, kept], 'key', { words: ['ماء'] });
    expect(readdirSync(join(folder, 'data'))).toEqual(['engine.bin']);
    expect(readCopy([readOnly, kept], 'key')).toEqual({ words: ['ماء'] });
  });

  it('is not taken for that of another knowledge, and looked for in the next place', () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    writeCopy([first], 'old', 'old words');
    writeCopy([second], 'new', 'new words');
    expect(readCopy([first, second], 'new')).toBe('new words');
    expect(readCopy([first, second], 'ne')).toBeUndefined();
  });

  it('is like none when it is torn', () => {
    writeCopy([kept], 'key', { a: 'long enough to be torn' });
    writeFileSync(kept, readFileSync(kept).subarray(0, 12));
    expect(readCopy([kept], 'key')).toBeUndefined();
  });

  it('may fail to be kept anywhere', () => {
    writeCopy([readOnly], 'key', 'content');
    expect(readCopy([readOnly], 'key')).toBeUndefined();
  });
});

describe('the engine in use', () => {
  const logged: { readonly level: string; readonly fields: object }[] = [];
  const logAs = (level: string) => (fields: object) => void logged.push({ level, fields });
  const log = { info: logAs('info'), warn: logAs('warn'), error: logAs('error') };
  const directory = () => join(folder, 'knowledge');
  const change = () => appendFileSync(join(directory(), 'offices.yaml'), '\n# changed\n');
  /** What the other process does, without the half minute of learning: the same models, under the key of the changed folder. */
  const compile = async () => {
    const bytes = readFileSync(kept);
    const key = bytes.subarray(0, bytes.indexOf('\n')).toString();
    const head = `${key.slice(0, key.indexOf('-'))}-${fingerprintOf(directory())}\n`;
    writeFileSync(kept, Buffer.concat([Buffer.from(head), bytes.subarray(bytes.indexOf('\n') + 1)]));
  };

  beforeEach(() => {
    realEngine();
    logged.length = 0;
    cpSync('knowledge', directory(), { recursive: true });
    mkdirSync(join(folder, 'data'));
    copyFileSync('dist/engine.bin', kept);
  });

  it('takes a change over through the data folder', async () => {
    live = createLiveEngine(directory(), [readOnly, kept], compile, log);
    const before = live.assistant();
    change();
    await live.reload();
    expect(live.assistant()).not.toBe(before);
    expect(logged.map(({ level }) => level)).toEqual(['info']);
  });

  it('stays the last good one when no copy can be kept, and says where it was tried', async () => {
    live = createLiveEngine(directory(), [readOnly, kept], async () => undefined, log);
    const before = live.assistant();
    change();
    await live.reload();
    expect(live.assistant()).toBe(before);
    expect(logged).toMatchObject([{ level: 'error' }]);
    expect(JSON.stringify(logged)).toContain(kept);
  });
});
