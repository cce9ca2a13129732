import { afterEach, describe, expect, it } from 'vitest';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';

let door: TeamsDoor;
afterEach(() => door.close());

describe('a reply that Teams does not take at once', () => {
  it.each([412, 429, 502, 503, 504, 'reset' as const])('because of %s is tried again and arrives once', async (status) => {
    door = await openTeamsDoor();
    door.service.faults.push({ status }, { status });
    await door.post(door.payload('message-personal'));
    await until(() => door.service.posted.length === 1);
    await door.platform.close();
    expect([door.service.posted.length, door.service.calls, door.counts.retry, door.counts.loss]).toEqual([1, 3, 2, undefined]);
  });

  it('waits as long as Teams asks', async () => {
    door = await openTeamsDoor();
    door.service.faults.push({ status: 429, retryAfter: 1 });
    const from = Date.now();
    await door.post(door.payload('message-personal'));
    await until(() => door.service.posted.length === 1);
    expect(Date.now() - from).toBeGreaterThanOrEqual(1000);
  });

  it('gives up at once when it would have to wait too long, and says that a reply was lost', async () => {
    door = await openTeamsDoor();
    door.service.faults.push({ status: 429, retryAfter: 3600 });
    await door.post(door.payload('message-personal'));
    await until(() => door.counts.loss === 1);
    expect(door.logged).toEqual([
      {
        level: 'error',
        fields: { platform: 'teams', status: 429, work: 'message' },
        message: expect.stringContaining('A reply was lost'),
      },
    ]);
  });

  it('is tried no longer than its time, then logged and counted', async () => {
    door = await openTeamsDoor({ patience: 1500 });
    for (let n = 0; n < 50; n += 1) door.service.faults.push({ status: 502 });
    await door.post(door.payload('message-personal'));
    await until(() => door.counts.loss === 1);
    expect(door.service.calls).toBeGreaterThan(1);
    expect(door.service.posted).toEqual([]);
    expect(door.desk.failures).toEqual([]);
  });

  it.each([400, 403, 404, 500])('because of %s is not tried again', async (status) => {
    door = await openTeamsDoor();
    door.service.faults.push({ status });
    await door.post(door.payload('message-personal'));
    await until(() => door.counts.loss === 1);
    expect(door.service.calls).toBe(1);
  });

  it('because its token was withdrawn gets a new one', async () => {
    door = await openTeamsDoor();
    door.service.faults.push({ status: 401 });
    await door.post(door.payload('message-personal'));
    await until(() => door.service.posted.length === 1);
    expect(door.service.tokenRequests).toHaveLength(2);
  });

  it('because the sign-in is away for a moment is tried again', async () => {
    door = await openTeamsDoor();
    door.service.signInStatus = 503;
    await door.post(door.payload('message-personal'));
    await until(() => door.service.tokenRequests.length === 1);
    door.service.signInStatus = 200;
    await until(() => door.service.posted.length === 1);
    expect(door.counts.loss).toBeUndefined();
  });
});

describe('many people at once', () => {
  it('each get one answer, to their own question', async () => {
    door = await openTeamsDoor();
    const people = Array.from({ length: 60 }, (_, n) => n);
    for (let n = 0; n < 20; n += 1) door.service.faults.push({ status: n % 2 === 0 ? 429 : 502 });
    await Promise.all(
      people.map((n) =>
        door.post(
          door.payload('message-personal', {
            id: `m${n}`,
            text: `question ${n}`,
            from: { id: `29:${n}` },
            conversation: { conversationType: 'personal', id: `a:${n}` },
          }),
        ),
      ),
    );
    await until(() => door.service.posted.length === 60);
    await door.platform.close();
    const replies = door.service.posted.map(({ path, activity }) => [decodeURIComponent(path), activity.replyToId]);
    expect(new Set(replies.map(String)).size).toBe(60);
    expect(replies.every(([path, id]) => path === `/v3/conversations/a:${String(id).slice(1)}/activities/${id}`)).toBe(true);
  });
});

describe('after a crash', () => {
  it('an event that was accepted is answered by whoever takes it up', async () => {
    door = await openTeamsDoor();
    await door.post(door.payload('message-channel'));
    await until(() => door.service.posted.length === 1);
    const [event] = door.desk.accepted;
    if (event === undefined) throw new Error('Nothing was accepted.');
    const other = await openTeamsDoor();
    await other.desk.again({ ...event, payload: event.payload.replaceAll(door.service.url, other.service.url) });
    expect(other.service.posted[0]).toMatchObject({
      path: door.service.posted[0]?.path,
      activity: { replyToId: '1795515330123' },
    });
    await other.close();
  });
});
