import { randomUUID } from 'node:crypto';
import type { Connection } from './connection.js';
import type { MemoryStore, PersonRecord, QuestionKind, StoredFeedback, StoredMessage, StoredQuestion } from './store.js';
import type { Tables } from './tables.js';

/** Messages of threads, feedback, and questions for the owners of the knowledge, in SQL. */
export function createSqlMemory({ read, write }: Connection): MemoryStore {
  return {
    saveMessage: ({ thread, text, language, topics, reply = null, ...about }) =>
      write(async (db) => {
        await db
          .insertInto('messages')
          .values({ ...personColumns(about), thread, text, language, topics: JSON.stringify(topics), reply })
          .execute();
      }),
    recentMessages: (where, limit) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('messages')
          .selectAll()
          .where('person', '=', where.person)
          .where('platform', '=', where.platform)
          .where('workspace', '=', where.workspace)
          .where('thread', '=', where.thread)
          .where('at', '>=', where.at)
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute();
        return rows.map(readMessage).reverse();
      }),
    repliedMessage: (where, reply) =>
      read(async (db) => {
        const row = await db
          .selectFrom('messages')
          .selectAll()
          .where('reply', '=', reply)
          .where('platform', '=', where.platform)
          .where('workspace', '=', where.workspace)
          .where('thread', '=', where.thread)
          .where('at', '>=', where.at)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst();
        return row && readMessage(row);
      }),
    saveQuestion: ({ kind, language, text, topics, ...about }) =>
      write(async (db) => {
        await db
          .insertInto('questions')
          .values({ ...personColumns(about), kind, language, text, topics: JSON.stringify(topics) })
          .execute();
      }),
    questions: (kinds, limit) =>
      read(async (db) => {
        const rows = await db
          .selectFrom('questions')
          .selectAll()
          .where('kind', 'in', [...kinds])
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute();
        return rows.map(readQuestion);
      }),
    saveFeedback: ({ helpful, language, topics, comment, ...about }) =>
      write(async (db) => {
        const said = { helpful: helpful ? 1 : 0, language, topics: JSON.stringify(topics), comment: comment ?? null };
        await db
          .insertInto('feedback')
          .values({ ...personColumns(about), ...said })
          .execute();
      }),
  };
}

let serial = 0;

// Ids sort by age, also for two records of the same millisecond in one process.
function personColumns({ platform, workspace, person, at }: PersonRecord) {
  serial = (serial + 1) % 1_000_000;
  const id = `${String(at).padStart(15, '0')}-${String(serial).padStart(6, '0')}-${randomUUID().slice(0, 8)}`;
  return { id, platform, workspace, person, at };
}

/** A row of messages as the store shows it. */
export function readMessage({ id: _, language, topics, reply, ...row }: Tables['messages']): StoredMessage {
  return { ...row, language: language ?? 'en', topics: JSON.parse(topics ?? '[]') as string[], reply: reply ?? undefined };
}

/** A row of questions as the store shows it. */
export function readQuestion({
  platform,
  workspace,
  person,
  at,
  kind,
  language,
  text,
  topics,
}: Tables['questions']): StoredQuestion {
  return { platform, workspace, person, at, kind: kind as QuestionKind, language, text, topics: JSON.parse(topics) as string[] };
}

/** A row of feedback as the store shows it. */
export function readFeedback(row: Tables['feedback']): StoredFeedback {
  const { platform, workspace, person, at, language } = row;
  const topics = JSON.parse(row.topics) as string[];
  return { platform, workspace, person, at, language, topics, helpful: row.helpful === 1, comment: row.comment ?? undefined };
}
