import type { Kysely } from 'kysely';
import type { Engine } from './engine.js';
import { migrate } from './migrations.js';
import type { StoreError } from './store.js';
import type { Tables } from './tables.js';
import { createWriteGroup } from './write-group.js';

/** After a failed opening, calls within this time get the same error, so that a flood of requests does not hammer a sick disk. */
const PAUSE_MS = 500;

/** A database that opens itself when it is first used, and again when it broke. */
export interface Connection {
  /** Reads. @throws {StoreError} */
  read: Run;
  /** Runs one statement that changes something. Resolves when the change survives a crash. @throws {StoreError} */
  write: Run;
  /** Runs several such statements, all of them or none. @throws {StoreError} */
  writeWholly: Run;
  close(): Promise<void>;
}

type Run = <T>(work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;

/**
 * Opens lazily, so that the assistant starts, answers what needs no store, and reports itself unready while the database is
 * away; then it goes on without a restart.
 */
export function createConnection(engine: Engine): Connection {
  let current: Promise<Kysely<Tables>> | undefined;
  let failure: { readonly error: StoreError; readonly until: number } | undefined;

  const open = async (): Promise<Kysely<Tables>> => {
    try {
      return await openAndMigrate(engine);
    } catch (error) {
      current = undefined;
      const explained = engine.explain(error);
      // A clock that only goes forward: this is a pause, not a date.
      failure = { error: explained, until: performance.now() + PAUSE_MS };
      throw explained;
    }
  };

  const reopenLater = (opened: Promise<Kysely<Tables>>): void => {
    if (current !== opened) return;
    current = undefined;
    // Whether the broken handle closes well no longer matters.
    void opened.then((db) => db.destroy()).catch(() => undefined);
  };

  const use: Run = async (work) => {
    if (!current && failure && performance.now() < failure.until) throw failure.error;
    current ??= open();
    const opened = current;
    const db = await opened;
    try {
      return await work(db);
    } catch (error) {
      if (engine.spoils(error)) reopenLater(opened);
      throw engine.explain(error);
    }
  };
  const group = createWriteGroup((work) => use((db) => engine.exclusively(db, work)));

  return {
    read: use,
    write: engine.gathersWrites ? group.write : use,
    writeWholly: engine.gathersWrites ? group.write : (work) => use((db) => db.transaction().execute(work)),
    async close() {
      await group.settled();
      const opened = current;
      current = undefined;
      const db = await opened?.catch(() => undefined);
      if (!db) return;
      // A broken disk must not keep the process from ending.
      await engine.tidy?.(db).catch(() => undefined);
      await db.destroy();
    },
  };
}

async function openAndMigrate(engine: Engine): Promise<Kysely<Tables>> {
  const db = await engine.open();
  try {
    await migrate(engine, db);
    return db;
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
}
