import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPostgresStore } from '../../src/store/postgres.js';
import { explainPostgres } from '../../src/store/postgres-errors.js';
import type { Store } from '../../src/store/store.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';

let postgres: TestPostgres;
let url: string;
let store: Store;
const event = (id: string) => ({ id, platform: 'p', workspace: 'w', payload: '{}' });
const nameOf = (address: string) => address.slice(address.lastIndexOf('/') + 1);

async function recovers(check: () => Promise<unknown>): Promise<void> {
  await expect
    .poll(
      () =>
        check().then(
          () => 'works',
          (error: Error) => error.message,
        ),
      { timeout: 20_000 },
    )
    .toBe('works');
}

beforeAll(async () => {
  postgres = await startPostgres();
});
beforeEach(async () => {
  url = await postgres.createDatabase();
  store = createPostgresStore(url);
});
afterEach(() => store.close());
afterAll(() => postgres.remove());

describe('the PostgreSQL store', () => {
  it('starts while the server is away, says so, and makes its tables when the server comes', async () => {
    await postgres.stop();
    await expect(store.check()).rejects.toMatchObject({ name: 'StoreError', trouble: 'unreachable' });
    await expect(store.acceptEvent(event('a'))).rejects.toThrow(/cannot be reached: ECONNREFUSED.*goes on by itself/s);
    await postgres.start();
    await recovers(() => store.check());
    expect(await store.acceptEvent(event('a'))).toBe(true);
  });

  it('reconnects after a restart of the server, with what it had', async () => {
    await store.acceptEvent(event('a'));
    await postgres.stop();
    await expect(store.acceptEvent(event('b'))).rejects.toMatchObject({ trouble: 'unreachable' });
    await postgres.start();
    await recovers(() => store.check());
    expect(await store.acceptEvent(event('a'))).toBe(false);
    expect(await store.acceptEvent(event('b'))).toBe(true);
  });

  it('survives that all its connections are cut in the middle of their queries', async () => {
    await store.check();
    const ours = `datname = '${nameOf(url)}' and application_name = 'iom-assistant'`;
    const blocker = new pg.Client(url);
    await blocker.connect();
    await blocker.query('begin');
    await blocker.query('lock table inbox in exclusive mode');
    const under = Promise.all(
      Array.from({ length: 10 }, (_, i) => store.acceptEvent(event(`e${i}`)).catch((error: Error) => error.name)),
    );
    const waiting = async () =>
      (await postgres.run(`select 1 from pg_stat_activity where ${ours} and wait_event_type = 'Lock'`)).rowCount;
    await expect.poll(waiting, { timeout: 4000, interval: 20 }).toBe(10);
    await postgres.run(`select pg_terminate_backend(pid) from pg_stat_activity where ${ours}`);
    expect(await under).toEqual(Array(10).fill('StoreError'));
    await blocker.end();
    await recovers(() => store.acceptEvent(event('e0')));
  });

  it('survives that its idle connections are cut', async () => {
    await Promise.all(Array.from({ length: 10 }, () => store.check()));
    await postgres.run(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${nameOf(url)}'`);
    await recovers(() => store.check());
  });

  it('gives up a query that gets no reply, and works again when the server does', async () => {
    await store.check();
    postgres.pause();
    const calls = await Promise.allSettled([store.acceptEvent(event('a')), store.setting('x', 'y'), store.check()]);
    postgres.resume();
    expect(calls.map((call) => call.status === 'rejected' && call.reason.trouble)).toEqual(Array(3).fill('unreachable'));
    await recovers(() => store.check());
    await store.saveSetting('x', 'y', 'z');
    expect(await store.setting('x', 'y')).toBe('z');
  });

  it('makes its tables again when the database was emptied', async () => {
    await store.check();
    await postgres.run('drop schema public cascade', nameOf(url));
    await postgres.run('create schema public', nameOf(url));
    await expect(store.acceptEvent(event('a'))).rejects.toMatchObject({ name: 'StoreError' });
    await recovers(() => store.acceptEvent(event('a')));
  });

  it('goes on when a newer replica has changed a table', async () => {
    const message = { platform: 'p', workspace: 'w', person: 'x', at: 1, thread: 't', text: 's', language: 'en', topics: [] };
    await store.saveMessage(message);
    const recent = () => store.recentMessages(message, 10);
    await Promise.all(Array.from({ length: 10 }, recent));
    await postgres.run('alter table messages add column newer text', nameOf(url));
    await recovers(recent);
    expect(await recent()).toMatchObject([message]);
  });

  it('says which setting is wrong when the database does not exist, and shows no password', async () => {
    const wrong = createPostgresStore(`postgres://postgres:planted-password@127.0.0.1:${postgres.port}/nothing`);
    const error = await wrong.check().catch((reason: Error) => reason);
    expect(error).toMatchObject({ trouble: 'refused' });
    expect((error as Error).message).toMatch(/DATABASE_URL.*refuses us: 3D000.*Check the user/s);
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('planted-password');
    await wrong.close();
  });

  it('says that the server is read-only', async () => {
    await store.check();
    await postgres.run(`alter database ${nameOf(url)} set default_transaction_read_only = on`);
    const standby = createPostgresStore(url);
    await expect(standby.acceptEvent(event('a'))).rejects.toThrow(/the server is read-only.*primary/s);
    await standby.close();
  });

  it('names a full disk, and repeats nothing of what the server says', () => {
    const error = explainPostgres(Object.assign(new Error('could not extend file: secret words'), { code: '53100' }));
    expect(error.message).toMatch(/disk is full \(53100\).*Free some space/s);
    expect(error.message).not.toContain('secret words');
  });
});
