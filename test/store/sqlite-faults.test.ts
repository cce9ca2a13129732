import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteStore, sqliteEngine } from '../../src/store/sqlite.js';
import { explainSqlite } from '../../src/store/sqlite-errors.js';
import type { Store } from '../../src/store/store.js';

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

let folder: string;
let store: Store;
const file = () => join(folder, 'iom.sqlite');
const event = (id: string, payload = '{}') => ({ id, platform: 'p', workspace: 'w', payload });

/** After a failed opening a store waits a moment before it tries again. */
async function recovers(check: () => Promise<unknown>): Promise<void> {
  await expect
    .poll(
      () =>
        check().then(
          () => 'works',
          (error: Error) => error.message,
        ),
      { timeout: 10_000 },
    )
    .toBe('works');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iom-faults-'));
  store = createSqliteStore(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the SQLite store', () => {
  it('opens nothing before it is used, and then a file that only its owner reads', async () => {
    expect(existsSync(file())).toBe(false);
    await store.check();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('writes ahead and waits for the disk, so that what it took survives a power cut', async () => {
    const db = await sqliteEngine(folder).open();
    expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }]);
    expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: 2 }]);
    await db.destroy();
  });

  it('keeps a file that is not a database, says so, and goes on when it was moved away', async () => {
    const garbage = Buffer.alloc(10_000, 'not a database. ');
    writeFileSync(file(), garbage);
    await expect(store.check()).rejects.toMatchObject({ name: 'StoreError', trouble: 'damaged' });
    await expect(store.acceptEvent(event('a'))).rejects.toThrow(/damaged.*left as it is.*Move it/s);
    expect(readFileSync(file()).equals(garbage)).toBe(true);
    renameSync(file(), `${file()}.kept`);
    await recovers(() => store.acceptEvent(event('a')));
  });

  it('finds a damaged page when it starts, and keeps the file', async () => {
    for (let i = 0; i < 200; i++) await store.acceptEvent(event(`e${i}`, 'x'.repeat(500)));
    await store.close();
    const bytes = readFileSync(file());
    bytes.fill(0xa5, 8192, 40_000);
    writeFileSync(file(), bytes);
    const again = createSqliteStore(folder);
    await expect(again.check()).rejects.toMatchObject({ trouble: 'damaged' });
    await again.close();
    expect(readFileSync(file()).equals(bytes)).toBe(true);
  });

  it('finds damage while it runs, and goes on when a backup was put back', async () => {
    for (let i = 0; i < 200; i++) await store.acceptEvent(event(`e${i}`, 'x'.repeat(20_000)));
    await store.close();
    const backup = readFileSync(file());
    store = createSqliteStore(folder);
    await store.check();
    const bytes = Buffer.from(backup);
    bytes.fill(0xa5, 4096);
    writeFileSync(file(), bytes);
    const take = store.takeEvents({ lease: { owner: 'a', ms: 1 }, platforms: ['p'], limit: 200, abandoned: true });
    expect(
      await take.then(
        () => 'taken',
        (error: { trouble?: string }) => error.trouble,
      ),
    ).toBe('damaged');
    for (const suffix of ['', '-wal', '-shm']) rmSync(file() + suffix, { force: true });
    writeFileSync(file(), backup);
    await recovers(() => store.check());
    expect(await store.countWaiting()).toBe(200);
  });

  it('says that a folder cannot be written, and goes on when it can', async () => {
    chmodSync(folder, 0o555);
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      await expect(store.check()).rejects.toThrow(
        /cannot be opened.*Let the user that runs the assistant write to .* or set DATA_DIR/s,
      );
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o700);
    }
    await recovers(() => store.check());
  });

  it('says that a file cannot be written', async () => {
    await store.check();
    await store.close();
    chmodSync(file(), 0o444);
    chmodSync(folder, 0o755);
    if (isRoot) process.seteuid?.(NOBODY);
    const again = createSqliteStore(folder);
    try {
      await expect(again.acceptEvent(event('a'))).rejects.toThrow(/iom\.sqlite cannot be (?:opened|written)/);
    } finally {
      if (isRoot) process.seteuid?.(0);
      await again.close();
    }
  });

  it('says that a folder cannot be made below a file', async () => {
    writeFileSync(join(folder, 'plain'), '');
    const wrong = createSqliteStore(join(folder, 'plain', 'data'));
    await expect(wrong.check()).rejects.toThrow(/cannot be opened: ENOTDIR/);
  });

  it('says that another process holds the file', async () => {
    await store.check();
    const other = new Database(file());
    other.exec('begin immediate');
    await expect(store.acceptEvent(event('a'))).rejects.toThrow(/another process holds it.*PostgreSQL/s);
    other.exec('rollback');
    other.close();
    expect(await store.acceptEvent(event('a'))).toBe(true);
  });

  it('names the reason and the cure for each trouble, and repeats no values', () => {
    for (const [code, trouble] of [
      ['SQLITE_FULL', 'full'],
      ['ENOSPC', 'full'],
      ['SQLITE_READONLY_DBMOVED', 'read-only'],
      ['SQLITE_IOERR', 'unreachable'],
      ['SQLITE_CONSTRAINT', 'other'],
    ]) {
      const error = explainSqlite(Object.assign(new Error('near "secret words"'), { code }), 'data/iom.sqlite', 'data');
      expect(error.trouble).toBe(trouble);
      expect(error.message).toContain(code);
      expect(error.message).not.toContain('secret words');
    }
  });
});

// A file system of its own needs the rights of root.
if (isRoot) {
  describe('the SQLite store on a full disk', () => {
    it('says so, loses nothing it has taken, and goes on when there is room', async () => {
      const small = join(folder, 'small');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'none', small]);
      const full = createSqliteStore(small);
      try {
        writeFileSync(join(small, 'ballast'), Buffer.alloc(150_000));
        const taken: string[] = [];
        const fill = async () => {
          for (let i = 0; ; i++) {
            await full.acceptEvent(event(`e${i}`, 'x'.repeat(2000)));
            taken.push(`e${i}`);
          }
        };
        await expect(fill()).rejects.toThrow(/the disk is full.*Free some space/s);
        await expect(full.acceptEvent(event('late', 'x'.repeat(60_000)))).rejects.toMatchObject({ trouble: 'full' });
        expect(await full.countWaiting()).toBe(taken.length);
        rmSync(join(small, 'ballast'));
        await recovers(() => full.acceptEvent(event('late')));
        for (const id of taken) expect(await full.acceptEvent(event(id))).toBe(false);
      } finally {
        await full.close();
        // Lazily: the driver lets go of the file only when its statements are collected.
        execFileSync('umount', ['--lazy', small]);
      }
    });
  });
}
