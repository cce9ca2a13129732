import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.js';
import { explainPostgres, spoilsPostgres } from './postgres-errors.js';
import { createSqlStore } from './sql-store.js';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

/** Any number: it only has to be the same in every replica and in no other program that shares the database. */
const MIGRATION_LOCK = 7_466_001;

/** Slack waits three seconds for an acknowledgement: a refusal must come before. */
const CONNECT_MS = 2000;
const QUERY_MS = 5000;
const CONNECTIONS = 10;
const INT8 = 20;

/** A store in PostgreSQL, for any number of processes. Nothing is opened before the first call. */
export function createPostgresStore(url: string): Store {
  return createSqlStore(postgresEngine(url));
}

function postgresEngine(url: string): Engine {
  return {
    open: async () => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: planOnce(createPool(url)) }) }),
    exclusively: (db, work) =>
      db.transaction().execute(async (locked) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(locked);
        await work(locked);
      }),
    clock: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    skipsLocked: true,
    // The server does it, over all connections and replicas.
    gathersWrites: false,
    explain: explainPostgres,
    spoils: spoilsPostgres,
  };
}

function createPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    statement_timeout: QUERY_MS,
    keepAlive: true,
    application_name: 'iom-assistant',
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks, idle or lent out, tells so here; without a listener the process would end. The query under way
  // fails and is reported by its caller, and the pool opens a new connection for the next one.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function ignore(): void {}

/** The same pool; each of its connections plans a statement once, as it does for those that have a name. Ours are few. */
function planOnce(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `iom-${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    async connect() {
      const client = await pool.connect();
      const query = (text: unknown, values: readonly unknown[] = []): unknown =>
        client.query({ name: nameOf(text as string), text: text as string, values: [...values] });
      // The form for cursors is left out: nothing here is read piece by piece.
      return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
    },
    end: () => pool.end(),
  };
}

// Counts and times come as text because they may exceed what a number holds; ours do not.
const parserOf = ((oid: number, format: 'text' | 'binary' | undefined) =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser;
