import { type Dialect, type SqliteDatabase, SqliteDialect, SqliteDriver } from 'kysely';
import type Database from 'libsql';
import WaitingElsewhere from 'libsql/promise';

/** Our queries are few, and each is prepared once. Those whose lists vary in length must not fill the memory. */
const MOST_STATEMENTS = 100;

/**
 * SQLite for Kysely, like its own dialect but for one thing: a transaction begins and ends in another thread. There it waits
 * for the disk, and for another process that holds the file, while this thread goes on answering.
 */
export function createSqliteDialect(database: Database.Database): Dialect {
  const kept = keepStatements(database);
  const dialect = new SqliteDialect({ database: kept });
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => createDriver(database, kept),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}

function createDriver(database: Database.Database, kept: SqliteDatabase): SqliteDriver {
  const driver = new SqliteDriver({ database: kept });
  // The package has two classes over one kind of connection, whose handle is their field `db`; only one of them waits elsewhere.
  // Nothing else uses the connection meanwhile: Kysely lends it to one at a time.
  const elsewhere = Object.assign(Object.create(WaitingElsewhere.prototype) as WaitingElsewhere, {
    db: (database as Database.Database & { readonly db: unknown }).db,
  });
  return Object.assign(driver, {
    // The lock for writing is taken first: a transaction that begins by reading cannot wait for another's writes.
    beginTransaction: async () => void (await elsewhere.exec('begin immediate')),
    commitTransaction: async () => void (await elsewhere.exec('commit')),
    // After some errors SQLite has rolled back by itself.
    rollbackTransaction: async () => void (database.inTransaction && database.exec('rollback')),
  });
}

function keepStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    prepare(query) {
      const known = kept.get(query);
      if (known) return known;
      const statement = database.prepare(query) as unknown as ReturnType<SqliteDatabase['prepare']>;
      if (kept.size >= MOST_STATEMENTS) kept.clear();
      kept.set(query, statement);
      return statement;
    },
    close: () => database.close(),
  };
}
