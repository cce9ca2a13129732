import { sql } from 'kysely';
import { createConnection } from './connection.js';
import type { Engine } from './engine.js';
import { createSqlInbox } from './sql-inbox.js';
import { createSqlMemory } from './sql-memory.js';
import { createSqlPrivacy } from './sql-privacy.js';
import { createSqlSettings } from './sql-settings.js';
import type { Store } from './store.js';

/** A store over any SQL database: each query is written once, in the four files beside this one. */
export function createSqlStore(engine: Engine): Store {
  const connection = createConnection(engine);
  return {
    ...createSqlInbox(connection, engine),
    ...createSqlMemory(connection),
    ...createSqlSettings(connection),
    ...createSqlPrivacy(connection, engine),
    check: () =>
      connection.read(async (db) => {
        await sql`select 1`.execute(db);
      }),
    close: () => connection.close(),
  };
}
