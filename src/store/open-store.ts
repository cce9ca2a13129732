import { createPostgresStore } from './postgres.js';
import { createSqliteStore } from './sqlite.js';
import type { Store } from './store.js';

/** The store of the settings: PostgreSQL where DATABASE_URL is set, else a file in DATA_DIR. Opens at the first call. */
export function openStore(config: { readonly DATABASE_URL?: string | undefined; readonly DATA_DIR: string }): Store {
  return config.DATABASE_URL ? createPostgresStore(config.DATABASE_URL) : createSqliteStore(config.DATA_DIR);
}
