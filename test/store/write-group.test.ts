import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnection } from '../../src/store/connection.js';
import { migrate } from '../../src/store/migrations.js';
import { sqliteEngine } from '../../src/store/sqlite.js';
import { StoreError } from '../../src/store/store.js';
import type { Tables } from '../../src/store/tables.js';
import { createWriteGroup } from '../../src/store/write-group.js';

let folder: string;
let transactions: number;
let db: Kysely<Tables>;
let group: ReturnType<typeof createWriteGroup>;

const save = (name: string) => (on: Kysely<Tables>) =>
  on.insertInto('settings').values({ owner: 'o', name, value: 'v' }).execute();
const names = async (on: Kysely<Tables>) =>
  (await on.selectFrom('settings').select('name').orderBy('name').execute()).map((row) => row.name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iom-group-'));
  transactions = 0;
  const engine = sqliteEngine(folder);
  db = await engine.open();
  await migrate(engine, db);
  group = createWriteGroup((work) => {
    transactions += 1;
    return engine.exclusively(db, work).catch((error: unknown) => {
      throw engine.explain(error);
    });
  });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

describe('writes to SQLite', () => {
  it('are written in one transaction when they come together', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => group.write(save(name))));
    expect(transactions).toBe(1);
    expect(await names(db)).toEqual(['a', 'b', 'c']);
  });

  it('are acknowledged when another connection sees them, and not before', async () => {
    const other = await sqliteEngine(folder).open();
    const seen: string[][] = [];
    const written = group.write(async (on) => {
      await save('a')(on);
      seen.push(await names(other));
    });
    await written;
    expect(seen).toEqual([[]]);
    expect(await names(other)).toEqual(['a']);
    await other.destroy();
  });

  it('do not fail because of one among them that must', async () => {
    await group.write(save('taken'));
    const results = await Promise.allSettled(['a', 'taken', 'b'].map((name) => group.write(save(name))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { name: 'StoreError', trouble: 'other' } });
    expect(await names(db)).toEqual(['a', 'b', 'taken']);
  });

  it('give each its own result', async () => {
    expect(await Promise.all([1, 2, 3].map((n) => group.write(async () => n)))).toEqual([1, 2, 3]);
  });

  it('are tried once for all of them when the database itself cannot be written', async () => {
    let tries = 0;
    const broken = createWriteGroup(async () => {
      tries += 1;
      throw new StoreError('busy', 'Another process holds it.');
    });
    const results = await Promise.allSettled([broken.write(save('a')), broken.write(save('b'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tries).toBe(1);
  });

  it('are all done when the store has been closed', async () => {
    const connection = createConnection(sqliteEngine(folder));
    const writing = connection.write(save('late'));
    await connection.close();
    await writing;
    expect(await names(db)).toEqual(['late']);
  });
});
