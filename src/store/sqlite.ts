import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import type { Engine } from './engine.js';
import { createSqlStore } from './sql-store.js';
import { explainSqlite, spoilsSqlite } from './sqlite-errors.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

const FILE = 'iom.sqlite';

/**
 * How long a write waits for another process, which blocks this one. Meant for the moment when an old process drains while
 * the new one starts; for several processes at all times there is PostgreSQL.
 */
const BUSY_MS = 2000;

const MOST_STATEMENTS = 100;

/** A store in one file of a folder, for one process. Nothing is opened before the first call. */
export function createSqliteStore(folder: string): Store {
  return createSqlStore(sqliteEngine(folder));
}

/** What is particular to SQLite. */
export function sqliteEngine(folder: string): Engine {
  const file = join(folder, FILE);
  return {
    open: async () => new Kysely<Tables>({ dialect: new SqliteDialect({ database: openFile(folder, file) }) }),
    // The write lock is taken before the first read: a transaction that begins by reading cannot wait for another's writes.
    exclusively: (db, work) =>
      db.connection().execute(async (locked) => {
        await sql`begin immediate`.execute(locked);
        try {
          await work(locked);
          await sql`commit`.execute(locked);
        } catch (error) {
          await sql`rollback`.execute(locked).catch(() => undefined);
          throw error;
        }
      }),
    // The driver lets go of the file late: without this all that is new would stand in the log beside it for long.
    tidy: async (db) => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    clock: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    skipsLocked: false,
    gathersWrites: true,
    explain: (error) => explainSqlite(error, file, folder),
    spoils: spoilsSqlite,
  };
}

function openFile(folder: string, file: string): SqliteDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = new Database(file, { timeout: BUSY_MS });
  try {
    // Before anything is written: a damaged file stays as it is.
    const [health] = database.prepare('pragma quick_check(1)').all() as { quick_check: string }[];
    if (health?.quick_check !== 'ok') throw Object.assign(new Error('quick_check'), { code: 'SQLITE_CORRUPT' });
    database.exec('pragma journal_mode = wal');
    // Full: an acknowledged event survives a power cut, not only a kill.
    database.exec('pragma synchronous = full');
    // What is deleted or forgotten is overwritten, not only unlinked.
    database.exec('pragma secure_delete = on');
    chmodSync(file, 0o600);
  } catch (error) {
    database.close();
    throw error;
  }
  return keepStatements(database as SqliteDatabase);
}

/** Our queries are few: each is prepared once. Those whose lists vary in length do not fill the memory. */
function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    prepare(query) {
      const known = kept.get(query);
      if (known) return known;
      const statement = database.prepare(query);
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      kept.set(query, statement);
      return statement;
    },
    close: () => database.close(),
  };
}
