import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/desk.js';
import { type Store, StoreError } from '../../src/store/store.js';
import { TEST_LIMITS, type TestDesk, testDesk } from '../support/desk-parts.js';

const event = (id: string, platform = 'slack') => ({ id, platform, workspace: 'T1', payload: `{"text":"${id}"}` });

let test: TestDesk;
const more: TestDesk[] = [];

/** Another process on the same database. */
function replica(limits: object = {}): TestDesk {
  const other = testDesk({ store: test.store, limits: { ...TEST_LIMITS, ...limits } });
  more.push(other);
  return other;
}

/** The same store, until the cable is cut. */
function cutBy(cable: { cut: boolean }, store: Store): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...values: unknown[]) => Promise<unknown>;
      if (name === 'close') return async () => undefined;
      return async (...values: unknown[]) => {
        if (cable.cut) throw new StoreError('unreachable', 'The cable is cut.');
        return method(...values);
      };
    },
  });
}

beforeEach(() => {
  test = testDesk();
});
afterEach(async () => {
  for (const one of more.splice(0)) await one.remove();
  await test.remove();
});

describe('the inbox', () => {
  it('answers an accepted event after it was acknowledged', async () => {
    const order: string[] = [];
    test.desk.onJob('slack', async (job) => void order.push(`answered ${job.id} ${job.attempt} ${job.payload}`));
    expect(await test.desk.accept(event('a'))).toBe('new');
    order.push('acknowledged');
    await expect.poll(() => order).toEqual(['acknowledged', 'answered a 1 {"text":"a"}']);
    await expect.poll(() => test.store.countWaiting()).toBe(0);
  });

  it('answers an event once that comes many times at once', async () => {
    const jobs: Job[] = [];
    test.desk.onJob('slack', async (job) => void jobs.push(job));
    const results = await Promise.all(Array.from({ length: 10 }, () => test.desk.accept(event('a'))));
    expect(results.filter((result) => result === 'new')).toHaveLength(1);
    await expect.poll(() => test.store.countWaiting()).toBe(0);
    expect(await test.desk.accept(event('a'))).toBe('known');
    expect(jobs).toHaveLength(1);
  });

  it('answers what was accepted before anybody could answer it', async () => {
    await test.desk.accept(event('a'));
    const jobs: string[] = [];
    test.desk.onJob('slack', async (job) => void jobs.push(job.id));
    await expect.poll(() => jobs).toEqual(['a']);
  });

  it('keeps a payload unreadable in the store, and erases it when it is answered', async () => {
    let finish: (() => void) | undefined;
    test.desk.onJob(
      'slack',
      () =>
        new Promise<void>((done) => {
          finish = done;
        }),
    );
    await test.desk.accept({ ...event('a'), payload: 'planted words' });
    await expect.poll(() => finish).toBeDefined();
    // At once, so that the desk itself cannot come between.
    const [, [row]] = await Promise.all([
      test.store.retryEvent('a', 0),
      test.store.takeEvents({ lease: { owner: 'x', ms: 1 }, platforms: ['slack'], limit: 1, abandoned: true }),
    ]);
    expect(row?.id).toBe('a');
    expect(row?.payload).toMatch(/^v1\.[0-9a-f]{8}\./);
    finish?.();
    await expect.poll(() => test.store.countWaiting()).toBe(0);
  });

  it('tries again after a failure, counts it, and keeps the words of the failure out of the log', async () => {
    const attempts: number[] = [];
    test.desk.onJob('slack', async (job) => {
      attempts.push(job.attempt);
      if (job.attempt < 3) throw new Error('planted words of a person');
    });
    await test.desk.accept(event('a'));
    await expect.poll(() => attempts).toEqual([1, 2, 3]);
    await expect.poll(() => test.store.countWaiting()).toBe(0);
    expect(test.counted).toEqual(['retry slack', 'retry slack']);
    expect(test.logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
    expect(JSON.stringify(test.logged)).not.toContain('planted');
    expect(JSON.stringify(test.logged)).toContain('inbox.test.ts');
  });

  it('gives an event up after its last attempt, and says so in the log and the metrics', async () => {
    const other = replica({ maxAttempts: 3 });
    let attempts = 0;
    other.desk.onJob('teams', async () => {
      attempts += 1;
      throw new TypeError('never works');
    });
    await other.desk.accept(event('bad', 'teams'));
    await expect.poll(() => other.counted).toContain('loss teams');
    expect(attempts).toBe(3);
    expect(other.logged.at(-1)).toMatchObject({ level: 'error', fields: { event: 'bad', platform: 'teams' } });
    expect(await test.store.countWaiting()).toBe(0);
    expect(await other.desk.accept(event('bad', 'teams'))).toBe('known');
  });

  it('gives an event up that is too old, without answering it, and says so', async () => {
    await test.desk.accept(event('old'));
    test.pass(7 * 60 * 60_000);
    const jobs: string[] = [];
    test.desk.onJob('slack', async (job) => void jobs.push(job.id));
    await expect.poll(() => test.counted).toEqual(['loss slack']);
    expect(jobs).toEqual([]);
  });

  it('gives up the old events of a platform that nobody answers any more, in its hourly upkeep', async () => {
    const other = replica({ maxAgeMs: 1 });
    await other.desk.accept(event('orphan', 'gone'));
    await new Promise((done) => setTimeout(done, 20));
    other.desk.start();
    await expect.poll(() => other.counted).toEqual(['loss gone']);
  });

  it('keeps its lease while it works, however long, so that no other process answers too', async () => {
    const begun: string[] = [];
    const slow = (name: string) => async (job: Job) => {
      begun.push(`${name} ${job.id}`);
      await new Promise((done) => setTimeout(done, 4 * TEST_LIMITS.leaseMs));
    };
    test.desk.onJob('slack', slow('first'));
    await test.desk.accept(event('long'));
    replica().desk.onJob('slack', slow('second'));
    await expect.poll(() => test.store.countWaiting(), { timeout: 20_000 }).toBe(0);
    expect(begun).toEqual(['first long']);
  });

  it('takes what a dead process left', async () => {
    await test.store.acceptEvent({ ...event('left'), payload: '' }, { owner: 'dead', ms: 100 });
    const jobs: Job[] = [];
    test.desk.onJob('slack', async (job) => void jobs.push(job));
    await expect.poll(() => jobs).toMatchObject([{ id: 'left', attempt: 2 }]);
  });

  it('is not answered again by another process, when it was answered while the store was away', async () => {
    const cable = { cut: false };
    const store = cutBy(cable, test.store);
    // The second one looks so often that it would nearly always be the first to see the store again.
    const [first, second] = [testDesk({ store }), testDesk({ store, limits: { ...TEST_LIMITS, pollMs: 3 } })];
    more.push(first, second);
    const answered: string[] = [];
    let finish: (() => void) | undefined;
    const answer = (name: string) => async (job: Job) => {
      if (name === 'first') await new Promise<void>(setFinish);
      answered.push(`${name} ${job.id}`);
    };
    const setFinish = (done: () => void) => {
      finish = done;
    };
    first.desk.onJob('slack', answer('first'));
    await first.desk.accept(event('a'));
    await expect.poll(() => finish).toBeDefined();
    second.desk.onJob('slack', answer('second'));
    cable.cut = true;
    finish?.();
    await new Promise((done) => setTimeout(done, 2 * TEST_LIMITS.leaseMs));
    cable.cut = false;
    await expect.poll(() => test.store.countWaiting(), { timeout: 5000 }).toBe(0);
    await new Promise((done) => setTimeout(done, 2 * TEST_LIMITS.leaseMs));
    expect(answered).toEqual(['first a']);
  });

  it('gives up on an answer that hangs, and tries it again', async () => {
    const other = replica({ jobMs: 50 });
    const attempts: number[] = [];
    other.desk.onJob('slack', (job) => {
      attempts.push(job.attempt);
      return job.attempt === 1 ? new Promise(() => {}) : Promise.resolve();
    });
    await other.desk.accept(event('hung'));
    await expect.poll(() => attempts).toEqual([1, 2]);
    await expect.poll(() => test.store.countWaiting()).toBe(0);
  });

  it('works on so many events at a time, and on the others after them', async () => {
    const other = replica({ maxRunning: 4 });
    let running = 0;
    let most = 0;
    let done = 0;
    other.desk.onJob('slack', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resume) => setTimeout(resume, 5));
      running -= 1;
      done += 1;
    });
    await Promise.all(Array.from({ length: 60 }, (_, i) => other.desk.accept(event(`e${i}`))));
    await expect.poll(() => done, { timeout: 10_000 }).toBe(60);
    expect(most).toBe(4);
    await expect.poll(() => test.store.countWaiting()).toBe(0);
  });

  it('answers in the order of arrival when more comes than it can do', async () => {
    const other = replica({ maxRunning: 1, pollMs: 60_000 });
    const begun: string[] = [];
    let goOn = () => {};
    const first = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    other.desk.onJob('slack', async (job) => {
      begun.push(job.id);
      if (begun.length === 1) await first;
    });
    const ids = Array.from({ length: 12 }, (_, i) => `e${i}`);
    for (const id of ids.slice(0, 6)) await other.desk.accept(event(id));
    goOn();
    // These come while places become free one after the other.
    for (const id of ids.slice(6)) await other.desk.accept(event(id));
    await expect.poll(() => begun, { timeout: 5000 }).toEqual(ids);
  });

  it('works off what waits without a pause, however rarely it looks by itself', async () => {
    const other = replica({ maxRunning: 4, maxTaken: 2, pollMs: 60_000 });
    let done = 0;
    other.desk.onJob('slack', async () => {
      await new Promise((resume) => setTimeout(resume, Math.random() * 20));
      done += 1;
    });
    for (let i = 0; i < 10; i++) {
      await Promise.all(Array.from({ length: 5 }, (_, k) => other.desk.accept(event(`e${i}-${k}`))));
      await new Promise((resume) => setTimeout(resume, Math.random() * 60));
    }
    await expect.poll(() => done, { timeout: 5000 }).toBe(50);
  });

  it('finishes what is under way when it closes, and leaves what comes then to others', async () => {
    const closing = replica();
    const answered: string[] = [];
    closing.desk.onJob('slack', async (job) => {
      await new Promise((done) => setTimeout(done, 100));
      answered.push(job.id);
    });
    await closing.desk.accept(event('under way'));
    await new Promise((done) => setImmediate(done));
    const closed = closing.desk.close();
    expect(await test.desk.accept(event('late'))).toBe('new');
    await closed;
    expect(answered).toEqual(['under way']);
    expect(await test.store.countWaiting()).toBe(1);
  });
});
