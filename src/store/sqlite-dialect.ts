import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type Database from 'libsql/promise';

/** What we use of a prepared statement; the package leaves it untyped. */
interface Statement {
  readonly reader: boolean;
  all(values: readonly unknown[]): Promise<unknown[]>;
  run(values: readonly unknown[]): { readonly changes: number };
}

/** Our queries are few, and each is prepared once. Those whose lists vary in length must not fill the memory. */
const MOST_STATEMENTS = 100;

/**
 * SQLite for Kysely, like its own dialect but for one thing: a transaction begins and ends in another thread. There it waits
 * for the disk, and for another process that holds the file, while this thread goes on answering.
 */
export function createSqliteDialect(database: Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(database: Database): Driver {
  const connection = createConnection(database);
  // There is one connection, and who wants it waits in line.
  let line: Promise<void> = Promise.resolve();
  let leave = () => {};
  return {
    init: async () => undefined,
    async acquireConnection() {
      const before = line;
      let left = () => {};
      line = new Promise((resolve) => {
        left = resolve;
      });
      await before;
      leave = left;
      return connection;
    },
    releaseConnection: async () => leave(),
    // The lock for writing is taken first: a transaction that begins by reading cannot wait for another's writes.
    beginTransaction: async () => database.exec('begin immediate'),
    commitTransaction: async () => database.exec('commit'),
    // After some errors SQLite has rolled back by itself.
    rollbackTransaction: async () => {
      if (inTransaction(database)) await database.exec('rollback');
    },
    destroy: async () => database.close(),
  };
}

// The package forgot its type.
function inTransaction(database: Database): boolean {
  return (database as Database & { readonly inTransaction: boolean }).inTransaction;
}

function createConnection(database: Database): DatabaseConnection {
  const kept = new Map<string, Statement>();
  const prepare = async (query: string): Promise<Statement> => {
    const statement = (await database.prepare(query)) as Statement;
    if (kept.size >= MOST_STATEMENTS) kept.clear();
    kept.set(query, statement);
    return statement;
  };
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statement = kept.get(sql) ?? (await prepare(sql));
      if (statement.reader) return { rows: (await statement.all(parameters)) as R[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) };
    },
    streamQuery() {
      throw new Error('Nothing here is read piece by piece.');
    },
  };
}
