import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.js';
import type { Tables } from './tables.js';

/** A step forward. Once released it is never changed: a later one corrects it. */
interface Migration {
  readonly name: string;
  up(db: Kysely<Tables>): Promise<void>;
}

const MIGRATIONS: readonly Migration[] = [
  { name: '001-inbox', up: createInbox },
  { name: '002-memory', up: createMemory },
  { name: '003-settings', up: createSettings },
  { name: '004-people-of-events', up: addPeopleOfEvents },
  { name: '005-answers-to-messages', up: addAnswersToMessages },
];

/**
 * Brings the tables up to date. Safe when several processes start together: one runs the steps, the others wait and find
 * them done. Steps this version does not know (a newer replica ran them) are left alone.
 */
export async function migrate(engine: Engine, db: Kysely<Tables>): Promise<void> {
  await engine.exclusively(db, async (locked) => {
    await locked.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('ran_at', 'bigint', (column) => column.notNull())
      .execute();
    const ran = new Set((await locked.selectFrom('migrations').select('name').execute()).map((row) => row.name));
    for (const migration of MIGRATIONS.filter(({ name }) => !ran.has(name))) {
      await migration.up(locked);
      await locked.insertInto('migrations').values({ name: migration.name, ran_at: engine.clock }).execute();
    }
  });
}

async function createInbox(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('inbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('accepted_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .addColumn('outcome', 'text')
    .execute();
  await db.schema.createIndex('inbox_waiting').on('inbox').column('due_at').where(sql.ref('done_at'), 'is', null).execute();
  await db.schema.createIndex('inbox_done').on('inbox').column('done_at').execute();
  await db.schema
    .createTable('deliveries')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('deliveries_expiry').on('deliveries').column('expires_at').execute();
}

async function createMemory(db: Kysely<Tables>): Promise<void> {
  await personTable(db, 'messages')
    .addColumn('thread', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute();
  await personTable(db, 'questions')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .execute();
  await personTable(db, 'feedback')
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('comment', 'text')
    .execute();
  for (const table of ['messages', 'questions', 'feedback']) {
    await db.schema.createIndex(`${table}_person`).on(table).column('person').execute();
    await db.schema.createIndex(`${table}_at`).on(table).column('at').execute();
  }
}

function personTable(db: Kysely<Tables>, name: string) {
  return db.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull());
}

async function createSettings(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('settings_key', ['owner', 'name'])
    .execute();
  await db.schema
    .createTable('installations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('installations_key', ['platform', 'workspace'])
    .execute();
}

// Events of an older replica have no person, and are answered within the day.
async function addPeopleOfEvents(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('inbox').addColumn('person', 'text').execute();
  await db.schema.createIndex('inbox_person').on('inbox').column('person').where(sql.ref('done_at'), 'is', null).execute();
}

async function addAnswersToMessages(db: Kysely<Tables>): Promise<void> {
  for (const column of ['language', 'topics', 'reply'])
    await db.schema.alterTable('messages').addColumn(column, 'text').execute();
  await db.schema.createIndex('messages_reply').on('messages').column('reply').where(sql.ref('reply'), 'is not', null).execute();
}
