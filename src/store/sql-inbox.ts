import { type Kysely, type QueryCreator, sql } from 'kysely';
import type { Connection } from './connection.js';
import type { Engine } from './engine.js';
import type { InboxStore, Lease, LeasedEvent, StoredEvent, Take } from './store.js';
import type { Outcome, Tables } from './tables.js';

/** The inbox in SQL. */
export function createSqlInbox({ read, write }: Connection, engine: Engine): InboxStore {
  const settle = (id: string, outcome: Outcome) =>
    write(async (db) => {
      await db.updateTable('inbox').set(closeEvent(engine, outcome)).where('id', '=', id).where('done_at', 'is', null).execute();
    });

  return {
    acceptEvent: (event, lease) => write((db) => acceptEvent(db, engine, event, lease)),
    takeEvents: (take) => write((db) => takeEvents(db, engine, take)),
    renewEvents: (ids, lease) =>
      write(async (db) => {
        await db
          .updateTable('inbox')
          .set({ due_at: later(engine, lease.ms) })
          .where('id', 'in', [...ids])
          .where('owner', '=', lease.owner)
          .where('done_at', 'is', null)
          .execute();
      }),
    finishEvent: (id) => settle(id, 'answered'),
    loseEvent: (id) => settle(id, 'lost'),
    retryEvent: (id, delayMs) =>
      write(async (db) => {
        await db
          .updateTable('inbox')
          .set({ owner: null, due_at: later(engine, delayMs) })
          .where('id', '=', id)
          .where('done_at', 'is', null)
          .execute();
      }),
    loseOldEvents: (ageMs) =>
      write((db) =>
        db
          .updateTable('inbox')
          .set(closeEvent(engine, 'lost'))
          .where('done_at', 'is', null)
          .where('accepted_at', '<', later(engine, -ageMs))
          // An event somebody works on right now is not lost.
          .where('due_at', '<=', engine.clock)
          .returning(['id', 'platform'])
          .execute(),
      ),
    countWaiting: () =>
      read(async (db) => {
        const row = await db
          .selectFrom('inbox')
          .select((eb) => eb.fn.countAll<number>().as('waiting'))
          .where('done_at', 'is', null)
          .executeTakeFirst();
        return Number(row?.waiting ?? 0);
      }),
  };
}

async function acceptEvent(db: Kysely<Tables>, engine: Engine, event: StoredEvent, lease?: Lease): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('inbox')
    .values({
      id: event.id,
      platform: event.platform,
      workspace: event.workspace,
      payload: event.payload,
      attempt: lease ? 1 : 0,
      owner: lease?.owner ?? null,
      person: event.person ?? null,
      accepted_at: engine.clock,
      due_at: lease ? later(engine, lease.ms) : engine.clock,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

async function takeEvents(db: Kysely<Tables>, engine: Engine, take: Take): Promise<LeasedEvent[]> {
  const rows = await db
    .with('waiting', (query) => waiting(query, engine, take))
    .updateTable('inbox')
    .set((eb) => ({ owner: take.lease.owner, due_at: later(engine, take.lease.ms), attempt: eb('attempt', '+', 1) }))
    .where('id', 'in', (eb) => eb.selectFrom('waiting').select('waiting.id'))
    .returning(['id', 'platform', 'workspace', 'payload', 'attempt', 'accepted_at'])
    .execute();
  return rows
    .map(({ accepted_at, ...event }) => ({ ...event, acceptedAt: accepted_at }))
    .sort((a, b) => a.acceptedAt - b.acceptedAt);
}

// A common table expression, so that the rows are chosen and locked once, however the update is planned.
function waiting(db: QueryCreator<Tables>, engine: Engine, take: Take) {
  return db
    .selectFrom('inbox')
    .select('id')
    .where('done_at', 'is', null)
    .where('due_at', '<=', engine.clock)
    .where('platform', 'in', [...take.platforms])
    .$if(!take.abandoned, (query) => query.where('owner', 'is', null))
    .orderBy('due_at')
    .limit(take.limit)
    .$if(engine.skipsLocked, (query) => query.forUpdate().skipLocked());
}

function later(engine: Engine, ms: number) {
  return sql<number>`${engine.clock} + ${sql.lit(Math.round(ms))}`;
}

/** What ends an event: nothing of its person stays, only its id, to know it again. */
export function closeEvent(engine: Engine, outcome: Outcome) {
  return { outcome, payload: '', owner: null, person: null, done_at: engine.clock };
}
