import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lease, Store, StoredEvent, Take } from '../../src/store/store.js';
import { bundleChild } from '../support/bundle-child.js';

const SOON = 40;
const LONG = 60_000;

/** A database of the suite's own; each `open` is another process that uses it. */
export interface ContractDatabase {
  /** What openStore is given: a folder, or an address that begins with postgres. */
  readonly address: string;
  open(): Store;
  /** Reads past the store what stands in the tables. */
  rows(statement: string): Promise<readonly unknown[]>;
  remove(): Promise<void>;
}

/** What every store must do, run on each real database. */
export function storeContract(name: string, prepare: () => Promise<ContractDatabase>): void {
  describe(`the store on ${name}`, () => {
    let database: ContractDatabase;
    let store: Store;
    const opened: Store[] = [];
    const open = (): Store => {
      const another = database.open();
      opened.push(another);
      return another;
    };

    beforeAll(async () => {
      database = await prepare();
      store = open();
    });
    afterAll(async () => {
      for (const one of opened) await one.close();
      await database.remove();
    });

    migrations(() => [store, open, database.address]);
    inbox(
      () => store,
      (statement) => database.rows(statement),
    );
    memory(() => store);
    settings(() => store);
    privacy(
      () => store,
      (statement) => database.rows(statement),
    );
  });
}

let serial = 0;
const unique = (what: string): string => `${what}-${++serial}`;
const eventOf = (platform: string, workspace = 'w'): StoredEvent => ({
  id: unique('event'),
  platform,
  workspace,
  payload: '{"text":"لو 🌍"}',
});
const leaseOf = (owner: string, ms = LONG): Lease => ({ owner, ms });
const takeOf = (platform: string, owner: string, more: Partial<Take> = {}): Take => ({
  lease: leaseOf(owner),
  platforms: [platform],
  limit: 100,
  abandoned: true,
  ...more,
});
const message = { thread: 't', text: 'sealed', language: 'en', topics: [] };
const later = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function openInProcess(program: string, address: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [program, address], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, said };
}

function migrations(get: () => [Store, () => Store, string]): void {
  it('brings its tables up to date once, however many processes start together', async () => {
    const [store, , address] = get();
    const program = await bundleChild('test/support/store-child.ts');
    const ends = await Promise.all(Array.from({ length: 4 }, () => openInProcess(program, address)));
    await rm(program);
    expect(ends).toEqual(Array(4).fill({ code: 0, said: '' }));
    expect(await store.setting('started', 'together')).toBe('yes');
  });

  it('keeps what it has when it is opened again', async () => {
    const [store, open] = get();
    await store.saveSetting('kept', 'name', 'value');
    const again = open();
    expect(await again.setting('kept', 'name')).toBe('value');
  });
}

function inbox(get: () => Store, rows: ContractDatabase['rows']): void {
  it('knows an event that it has accepted', async () => {
    const event = eventOf(unique('p'));
    expect(await get().acceptEvent(event)).toBe(true);
    expect(await get().acceptEvent(event)).toBe(false);
    expect(await get().acceptEvent({ ...event, payload: 'other' }, leaseOf('a'))).toBe(false);
  });

  it('accepts an event for one of many callers at once', async () => {
    const event = eventOf(unique('p'));
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => get().acceptEvent(event, leaseOf(`owner ${i}`))));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it('gives a waiting event to one taker, with its payload and the number of the attempt', async () => {
    const event = eventOf(unique('p'));
    await get().acceptEvent(event);
    const [taken] = await get().takeEvents(takeOf(event.platform, 'a'));
    expect(taken).toMatchObject({ ...event, attempt: 1 });
    expect(Math.abs((taken?.acceptedAt ?? 0) - Date.now())).toBeLessThan(LONG);
    expect(await get().takeEvents(takeOf(event.platform, 'b'))).toEqual([]);
  });

  it('shares many events among takers without giving one twice', async () => {
    const platform = unique('p');
    const ids = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const event = eventOf(platform);
        await get().acceptEvent(event);
        return event.id;
      }),
    );
    const taken = await Promise.all(
      Array.from({ length: 12 }, (_, i) => get().takeEvents(takeOf(platform, `t${i}`, { limit: 5 }))),
    );
    const rest = await get().takeEvents(takeOf(platform, 'rest'));
    expect([...taken.flat(), ...rest].map((event) => event.id).sort()).toEqual(ids.sort());
  });

  it('gives nobody an event that was accepted with a lease', async () => {
    const event = eventOf(unique('p'));
    await get().acceptEvent(event, leaseOf('a'));
    expect(await get().takeEvents(takeOf(event.platform, 'b'))).toEqual([]);
  });

  it('gives an event again when its lease has run out, and counts the attempts', async () => {
    const event = eventOf(unique('p'));
    await get().acceptEvent(event, leaseOf('dead', SOON));
    await later(2 * SOON);
    expect(await get().takeEvents(takeOf(event.platform, 'b', { abandoned: false }))).toEqual([]);
    expect(await get().takeEvents(takeOf(event.platform, 'b'))).toMatchObject([{ id: event.id, attempt: 2 }]);
  });

  it('keeps a lease that is renewed by its owner, and by nobody else', async () => {
    const platform = unique('p');
    const [mine, other] = [eventOf(platform), eventOf(platform)];
    await get().acceptEvent(mine, leaseOf('a', SOON));
    await get().acceptEvent(other, leaseOf('b', SOON));
    await get().renewEvents([mine.id, other.id], leaseOf('a', LONG));
    await later(2 * SOON);
    expect((await get().takeEvents(takeOf(platform, 'c'))).map((event) => event.id)).toEqual([other.id]);
  });

  it('erases the payload of a finished event, still knows it, and never gives it again', async () => {
    const event = eventOf(unique('p'));
    const before = await get().countWaiting();
    await get().acceptEvent(event, leaseOf('a', 1));
    expect(await get().countWaiting()).toBe(before + 1);
    await get().finishEvent(event.id);
    await get().finishEvent(event.id);
    expect(await rows(`select payload, owner, outcome from inbox where id = '${event.id}'`)).toEqual([
      { payload: '', owner: null, outcome: 'answered' },
    ]);
    await later(SOON);
    expect(await get().countWaiting()).toBe(before);
    expect(await get().takeEvents(takeOf(event.platform, 'b'))).toEqual([]);
    expect(await get().acceptEvent(event)).toBe(false);
  });

  it('gives a failed event again after its pause, even to one who leaves abandoned ones alone', async () => {
    const event = eventOf(unique('p'));
    await get().acceptEvent(event, leaseOf('a'));
    await get().retryEvent(event.id, 2 * SOON);
    expect(await get().takeEvents(takeOf(event.platform, 'b'))).toEqual([]);
    await later(3 * SOON);
    expect(await get().takeEvents(takeOf(event.platform, 'b', { abandoned: false }))).toMatchObject([{ attempt: 2 }]);
  });

  it('never gives a lost event again, and does not bring a finished one back', async () => {
    const platform = unique('p');
    const [lost, done] = [eventOf(platform), eventOf(platform)];
    for (const event of [lost, done]) await get().acceptEvent(event);
    await get().loseEvent(lost.id);
    await get().finishEvent(done.id);
    expect(await rows(`select payload, outcome from inbox where id = '${lost.id}'`)).toEqual([{ payload: '', outcome: 'lost' }]);
    await get().retryEvent(lost.id, 0);
    await get().retryEvent(done.id, 0);
    expect(await get().takeEvents(takeOf(platform, 'b'))).toEqual([]);
  });

  it('gives up old events that nobody works on, whatever their platform, and says which', async () => {
    const [waiting, worked] = [eventOf(unique('p')), eventOf(unique('p'))];
    await get().acceptEvent(waiting);
    await get().acceptEvent(worked, leaseOf('a'));
    await later(SOON);
    const lost = await get().loseOldEvents(SOON / 2);
    expect(lost).toContainEqual({ id: waiting.id, platform: waiting.platform });
    expect(lost.map((event) => event.id)).not.toContain(worked.id);
    expect(await get().takeEvents(takeOf(waiting.platform, 'b'))).toEqual([]);
  });
}

function memory(get: () => Store): void {
  const about = () => ({ platform: 'p', workspace: 'w', person: unique('person'), at: 1000 });

  it('recalls the newest messages of a person in a thread, oldest first', async () => {
    const who = about();
    for (let i = 0; i < 14; i++) await get().saveMessage({ ...who, ...message, text: `message ${i}` });
    await get().saveMessage({ ...who, ...message, thread: 'other' });
    await get().saveMessage({ ...who, workspace: 'w2', ...message });
    await get().saveMessage({ ...who, at: 10, ...message });
    const recent = await get().recentMessages({ ...who, at: 500, thread: 't' }, 10);
    expect(recent.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, (_, i) => `message ${i + 4}`));
  });

  it('finds the message that a reply answers, whoever asks, only in its thread and as long as it is young', async () => {
    const who = about();
    const reply = unique('reply');
    const answered = { ...who, ...message, language: 'ar', topics: ['rts', 'prd'], reply };
    await get().saveMessage({ ...answered, reply: unique('reply') });
    await get().saveMessage(answered);
    await get().saveMessage({ ...answered, reply: undefined });
    const where = { platform: 'p', workspace: 'w', thread: 't', at: 1000 };
    expect(await get().repliedMessage(where, reply)).toEqual(answered);
    expect(await get().repliedMessage({ ...where, thread: 'other' }, reply)).toBeUndefined();
    expect(await get().repliedMessage({ ...where, workspace: 'w2' }, reply)).toBeUndefined();
    expect(await get().repliedMessage({ ...where, at: 1001 }, reply)).toBeUndefined();
  });

  it('keeps questions by kind, newest first', async () => {
    const who = about();
    const question = { ...who, language: 'ar', topics: ['a', 'b'], text: "لا أعرف؛ '); drop table questions; --" };
    await get().saveQuestion({ ...question, kind: 'unanswered' });
    await get().saveQuestion({ ...question, kind: 'disliked', at: 2000 });
    await get().saveQuestion({ ...question, kind: 'clarified' });
    const found = (await get().questions(['unanswered', 'disliked'], 1000)).filter(({ person }) => person === who.person);
    expect(found).toEqual([
      { ...question, kind: 'disliked', at: 2000 },
      { ...question, kind: 'unanswered' },
    ]);
  });
}

function settings(get: () => Store): void {
  it('keeps, changes and removes a setting', async () => {
    const owner = unique('owner');
    expect(await get().setting(owner, 'language')).toBeUndefined();
    await get().saveSetting(owner, 'language', 'fr');
    await get().saveSetting(owner, 'language', 'ar');
    expect(await get().setting(owner, 'language')).toBe('ar');
    await get().saveSetting(owner, 'language', undefined);
    expect(await get().setting(owner, 'language')).toBeUndefined();
  });

  it('keeps one installation for each workspace of a platform', async () => {
    const workspace = unique('T');
    await get().saveInstallation({ platform: 'slack', workspace, sealed: 'old' });
    await get().saveInstallation({ platform: 'slack', workspace, sealed: 'new' });
    expect(await get().installation('slack', workspace)).toEqual({ platform: 'slack', workspace, sealed: 'new' });
    expect(await get().installation('teams', workspace)).toBeUndefined();
    expect(await get().installations()).toContainEqual({ platform: 'slack', workspace, sealed: 'new' });
  });

  it('tells the first delivery of a key from the others, until it expires', async () => {
    const key = unique('key');
    const firsts = await Promise.all(Array.from({ length: 10 }, () => get().firstDelivery(key, 100, 200)));
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await get().firstDelivery(key, 199, 300)).toBe(false);
    expect(await get().firstDelivery(key, 200, 300)).toBe(true);
    expect(await get().firstDelivery(key, 250, 350)).toBe(false);
  });
}

function privacy(get: () => Store, rows: ContractDatabase['rows']): void {
  const fill = async (person: string, workspace: string, at = 1000) => {
    const who = { platform: 'p', workspace, person, at };
    await get().saveMessage({ ...who, ...message });
    await get().saveQuestion({ ...who, kind: 'unanswered', language: 'en', topics: [], text: 'q' });
    await get().saveFeedback({ ...who, helpful: false, language: 'en', topics: ['x'], comment: undefined });
    await get().saveFeedback({ ...who, helpful: true, language: 'en', topics: [], comment: 'thanks' });
    await get().saveSetting(person, 'language', 'es');
  };
  const sizes = async (person: string) => Object.values(await get().personRecords(person)).map((records) => records.length);

  it('shows and forgets all of a person, and nothing of another', async () => {
    const [one, other] = [unique('x.'), unique('x.')];
    await fill(one, 'w');
    await fill(other, 'w');
    const records = await get().personRecords(one);
    expect(records.settings).toEqual([{ owner: one, name: 'language', value: 'es' }]);
    expect(records.feedback.map(({ helpful, comment, topics }) => [helpful, comment, topics])).toEqual([
      [false, undefined, ['x']],
      [true, 'thanks', []],
    ]);
    expect(await get().forgetPerson(one)).toBe(5);
    expect(await sizes(one)).toEqual([0, 0, 0, 0, 0]);
    expect(await sizes(other)).toEqual([0, 1, 1, 1, 2]);
  });

  it('shows and forgets the events of a person that wait, and leaves those under way to be finished', async () => {
    const [person, other] = [unique('x.'), unique('x.')];
    const platform = unique('p');
    const event = (whose?: string) => ({ ...eventOf(platform), ...(whose ? { person: whose } : {}) });
    const [waiting, left, under, otherwise, nobody] = [event(person), event(person), event(person), event(other), event()];
    await get().acceptEvent(waiting);
    await get().acceptEvent(left, leaseOf('dead', 1));
    await get().acceptEvent(under, leaseOf('alive'));
    await get().acceptEvent(otherwise);
    await get().acceptEvent(nobody);
    await later(5);
    const ids = async () => (await get().personRecords(person)).events.map(({ id }) => id);
    expect(await ids()).toEqual([waiting.id, left.id, under.id]);
    expect(await get().forgetPerson(person)).toBe(2);
    expect(await ids()).toEqual([under.id]);
    expect(await rows(`select payload, outcome from inbox where id = '${waiting.id}'`)).toEqual([
      { payload: '', outcome: 'forgotten' },
    ]);
    const taken = await get().takeEvents(takeOf(platform, 'b'));
    expect(taken.map(({ id }) => id).sort()).toEqual([otherwise.id, nobody.id].sort());
    expect(await get().acceptEvent(waiting)).toBe(false);
    await get().finishEvent(under.id);
    expect(await ids()).toEqual([]);
    expect(await rows(`select id from inbox where person = '${person}'`)).toEqual([]);
  });

  it('forgets all of a workspace, and nothing of another', async () => {
    const [prefix, otherPrefix] = [`${unique('hash')}.`, `${unique('hash')}.`];
    const [workspace, other] = [unique('T'), unique('T')];
    await fill(`${prefix}a`, workspace);
    await fill(`${prefix}b`, workspace);
    await fill(`${otherPrefix}a`, other);
    await get().saveInstallation({ platform: 'p', workspace, sealed: 's' });
    await get().saveInstallation({ platform: 'p', workspace: other, sealed: 's' });
    const event = eventOf('p', workspace);
    await get().acceptEvent(event);
    expect(await get().forgetWorkspace('p', workspace, prefix)).toBe(12);
    expect(await sizes(`${prefix}a`)).toEqual([0, 0, 0, 0, 0]);
    expect(await sizes(`${otherPrefix}a`)).toEqual([0, 1, 1, 1, 2]);
    expect(await get().installation('p', workspace)).toBeUndefined();
    expect(await get().installation('p', other)).toBeDefined();
  });

  it('purges what is older than its retention, and keeps settings and waiting events', async () => {
    const [old, young] = [unique('x.'), unique('x.')];
    await fill(old, 'w', 1000);
    await fill(young, 'w', Date.now() + LONG);
    const [waiting, done] = [eventOf(unique('p')), eventOf(unique('p'))];
    for (const event of [waiting, done]) await get().acceptEvent(event);
    await get().finishEvent(done.id);
    await get().firstDelivery('passing', 1, 2);
    await later(2);
    const now = Date.now();
    await get().purge({ messages: now, questions: now, feedback: now, events: now, deliveries: now });
    expect(await sizes(old)).toEqual([0, 1, 0, 0, 0]);
    expect(await sizes(young)).toEqual([0, 1, 1, 1, 2]);
    expect(await get().acceptEvent(waiting)).toBe(false);
    expect(await get().acceptEvent(done)).toBe(true);
    expect(await get().firstDelivery('passing', 1, 2)).toBe(true);
  });
}
