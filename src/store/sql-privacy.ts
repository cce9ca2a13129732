import type { Kysely } from 'kysely';
import type { Connection } from './connection.js';
import type { Engine } from './engine.js';
import { closeEvent } from './sql-inbox.js';
import { readFeedback, readMessage, readQuestion } from './sql-memory.js';
import type { PersonRecords, PrivacyStore, Retention } from './store.js';
import type { Tables } from './tables.js';

const ABOUT_PEOPLE = ['messages', 'questions', 'feedback'] as const;

/** Export, deletion and retention, in SQL. Each deletion happens wholly or not at all. */
export function createSqlPrivacy({ read, writeWholly }: Connection, engine: Engine): PrivacyStore {
  return {
    personRecords: (person) => read((db) => personRecords(db, person)),
    forgetPerson: (person) => writeWholly((db) => forgetPerson(db, engine, person)),
    forgetWorkspace: (platform, workspace, peoplePrefix) =>
      writeWholly(async (db) => (await forgetPeople(db, peoplePrefix)) + (await forgetPlace(db, platform, workspace))),
    purge: (retention) => writeWholly((db) => purge(db, retention)),
  };
}

async function personRecords(db: Kysely<Tables>, person: string): Promise<PersonRecords> {
  const events = await db
    .selectFrom('inbox')
    .select(['id', 'platform', 'workspace', 'payload'])
    .where('person', '=', person)
    .where('done_at', 'is', null)
    .orderBy('accepted_at')
    .execute();
  const settings = await db.selectFrom('settings').selectAll().where('owner', '=', person).orderBy('name').execute();
  const messages = await db.selectFrom('messages').selectAll().where('person', '=', person).orderBy('id').execute();
  const questions = await db.selectFrom('questions').selectAll().where('person', '=', person).orderBy('id').execute();
  const feedback = await db.selectFrom('feedback').selectAll().where('person', '=', person).orderBy('id').execute();
  return {
    events,
    settings,
    messages: messages.map(readMessage),
    questions: questions.map(readQuestion),
    feedback: feedback.map(readFeedback),
  };
}

async function forgetPerson(db: Kysely<Tables>, engine: Engine, person: string): Promise<number> {
  const events = await db
    .updateTable('inbox')
    .set(closeEvent(engine, 'forgotten'))
    .where('person', '=', person)
    .where('done_at', 'is', null)
    .where((eb) => eb.or([eb('owner', 'is', null), eb('due_at', '<=', engine.clock)]))
    .executeTakeFirst();
  const settings = await db.deleteFrom('settings').where('owner', '=', person).executeTakeFirst();
  let gone = Number(events.numUpdatedRows) + Number(settings.numDeletedRows);
  for (const table of ABOUT_PEOPLE) {
    gone += Number((await db.deleteFrom(table).where('person', '=', person).executeTakeFirst()).numDeletedRows);
  }
  return gone;
}

async function forgetPeople(db: Kysely<Tables>, prefix: string): Promise<number> {
  const people = `${prefix}%`;
  const settings = await db.deleteFrom('settings').where('owner', 'like', people).executeTakeFirst();
  let gone = Number(settings.numDeletedRows);
  for (const table of ABOUT_PEOPLE) {
    gone += Number((await db.deleteFrom(table).where('person', 'like', people).executeTakeFirst()).numDeletedRows);
  }
  return gone;
}

async function forgetPlace(db: Kysely<Tables>, platform: string, workspace: string): Promise<number> {
  let gone = 0;
  for (const table of ['inbox', 'installations'] as const) {
    const result = await db
      .deleteFrom(table)
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .executeTakeFirst();
    gone += Number(result.numDeletedRows);
  }
  return gone;
}

async function purge(db: Kysely<Tables>, retention: Retention): Promise<number> {
  let gone = 0;
  for (const table of ABOUT_PEOPLE) {
    gone += Number((await db.deleteFrom(table).where('at', '<', retention[table]).executeTakeFirst()).numDeletedRows);
  }
  const events = await db.deleteFrom('inbox').where('done_at', '<', retention.events).executeTakeFirst();
  const deliveries = await db.deleteFrom('deliveries').where('expires_at', '<', retention.deliveries).executeTakeFirst();
  return gone + Number(events.numDeletedRows) + Number(deliveries.numDeletedRows);
}
