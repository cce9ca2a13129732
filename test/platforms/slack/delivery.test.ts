import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';
import { type Fault, startSlackService } from '../../support/slack-web-api.js';

let door: SlackDoor;
beforeEach(async () => {
  door = await openSlackDoor();
});
afterEach(async () => {
  expect(door.desk.failures).toEqual([]);
  await door.close();
});

const ask = async (name = 'event-message-im') => {
  await door.send(door.payload(name));
  await door.quiet();
};
const missed = (fault: Fault): Fault => ({ ...fault, when: 'before' }) as Fault;
const tries = () => door.service.callsOf('chat.postMessage').length;

const UNSURE: readonly (readonly [string, Fault])[] = [
  ['500', { kind: 'status', status: 500, when: 'after' }],
  ['502', { kind: 'status', status: 502, when: 'after' }],
  ['a reset', { kind: 'reset', when: 'after' }],
  ['a time-out', { kind: 'slow', ms: 600, when: 'after' }],
];

describe('an answer that Slack does not confirm', () => {
  it.each(UNSURE)('is not posted again when it arrived all the same (%s)', async (_, fault) => {
    door.service.fail('chat.postMessage', fault);
    await ask();
    expect(door.service.messages).toHaveLength(1);
    expect(tries()).toBe(1);
    expect(door.counts.loss).toBeUndefined();
  });

  it.each(UNSURE.filter(([name]) => name !== 'a time-out'))('is posted again when it did not arrive (%s)', async (_, fault) => {
    door.service.fail('chat.postMessage', missed(fault), missed(fault));
    await ask();
    expect(door.service.messages).toHaveLength(1);
    expect(tries()).toBe(3);
    expect(door.counts).toMatchObject({ retry: 2 });
  });

  it.each([
    ['internal_error', { kind: 'error', error: 'internal_error' }],
    ['a page of a proxy', { kind: 'page' }],
  ] as [string, Fault][])('is looked for before it is posted again (%s)', async (_, fault) => {
    door.service.fail('chat.postMessage', fault);
    await ask();
    expect(door.service.callsOf('conversations.replies')[0]?.args).toMatchObject({
      include_all_metadata: 'true',
      ts: '1794000005.000500',
    });
    expect(door.service.messages).toHaveLength(1);
  });

  it('loses its twin when the first try arrives after the second', async () => {
    door.service.fail('chat.postMessage', { kind: 'overtaken' });
    await ask();
    expect(tries()).toBe(2);
    expect(door.service.callsOf('chat.delete')).toHaveLength(1);
    expect(door.service.messages).toHaveLength(1);
  });

  it('is looked for first when an earlier process may have posted it', async () => {
    await ask();
    await door.again(0, 2);
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
    expect(tries()).toBe(1);
  });

  it('is posted by a second process when the first died before it', async () => {
    door.service.fail('chat.postMessage', { kind: 'error', error: 'channel_not_found' });
    await ask();
    await door.again(0, 2);
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
  });

  it('is still looked for when looking fails at first', async () => {
    door.service.fail('chat.postMessage', { kind: 'status', status: 500, when: 'after' });
    door.service.fail('conversations.replies', { kind: 'status', status: 500, when: 'before' }, { kind: 'rate', seconds: 0 });
    await ask();
    expect(door.service.messages).toHaveLength(1);
    expect(tries()).toBe(1);
  });

  it('goes to the asker alone where Slack does not let us look, as in a channel without its history', async () => {
    door.service.fail('chat.postMessage', { kind: 'status', status: 500, when: 'after' });
    door.service.fail('conversations.replies', { kind: 'error', error: 'missing_scope' });
    await ask('event-app-mention');
    expect(door.service.messages).toHaveLength(1);
    expect(door.service.callsOf('chat.postEphemeral')[0]?.args).toMatchObject({
      user: 'U0STAFF001',
      thread_ts: '1794000001.000100',
    });
    expect(door.counts.loss).toBeUndefined();
  });

  it('is a loss, logged and counted, when not even that works', async () => {
    door.service.fail('chat.postMessage', { kind: 'status', status: 500, when: 'before' });
    door.service.fail('conversations.replies', { kind: 'error', error: 'missing_scope' });
    door.service.fail('chat.postEphemeral', { kind: 'status', status: 500, when: 'before' });
    await ask('event-app-mention');
    expect(door.counts.loss).toBe(1);
    expect(door.logged).toContainEqual(expect.objectContaining({ level: 'error', message: expect.stringContaining('lost') }));
  });
});

describe('an answer that Slack puts off', () => {
  it('waits as long as it is told', async () => {
    door.service.fail('chat.postMessage', { kind: 'rate', seconds: 1 });
    const started = Date.now();
    await ask();
    expect(door.service.messages).toHaveLength(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(door.service.callsOf('conversations.replies')).toEqual([]);
  });

  it('waits a second when it is not told how long', async () => {
    door.service.fail('chat.postMessage', { kind: 'rate-without-header' }, { kind: 'error', error: 'ratelimited' });
    await ask();
    expect(door.service.messages).toHaveLength(1);
  });

  it('is a loss when it would have to wait longer than a minute in all', async () => {
    door.service.fail('chat.postMessage', { kind: 'rate', seconds: 3600 });
    await ask();
    expect(tries()).toBe(1);
    expect(door.counts.loss).toBe(1);
  });
});

describe('an answer that Slack refuses', () => {
  it('is a loss at once: trying again changes nothing', async () => {
    door.service.fail('chat.postMessage', { kind: 'error', error: 'is_archived' });
    await ask();
    expect(tries()).toBe(1);
    expect(door.counts.loss).toBe(1);
    expect(JSON.stringify(door.logged)).toContain('is_archived');
    expect(JSON.stringify(door.logged)).not.toContain('water');
  });

  it('for its blocks is sent with the address as text', async () => {
    door.service.fail('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await ask();
    expect(door.service.messages).toMatchObject([{ text: expect.stringContaining('prdcare@iom.int'), blocks: [] }]);
  });

  it('again and again is given up after a few tries', async () => {
    door.service.fail(
      'chat.postMessage',
      ...Array.from({ length: 20 }, (): Fault => ({ kind: 'status', status: 500, when: 'before' })),
    );
    await ask();
    expect(tries()).toBeLessThanOrEqual(6);
    expect(tries()).toBeGreaterThanOrEqual(3);
    expect(door.counts.loss).toBe(1);
  });
});

describe('an answer to a button', () => {
  it('that replaces a private card is sent again, because that does no harm', async () => {
    door.service.fail('response_url', { kind: 'status', status: 500, when: 'before' });
    await ask('action-choice-ephemeral');
    expect(door.service.responses).toHaveLength(1);
  });

  it('for everybody is not sent again when nobody knows whether it arrived', async () => {
    door.service.fail('response_url', { kind: 'status', status: 500, when: 'after' });
    const payload = door.payload('action-share', { reference: JSON.stringify({ k: 'country:KE', l: 'en' }) });
    await door.send(payload);
    await door.quiet();
    expect(door.service.responses).toHaveLength(1);
    expect(door.counts.loss).toBe(1);
  });
});

describe('Slack out of reach', () => {
  it('is tried again without looking: nothing was sent', async () => {
    const gone = await startSlackService();
    await gone.close();
    const away = await openSlackDoor({ apiUrl: gone.apiUrl });
    await away.send(away.payload('event-message-im'));
    await away.quiet();
    expect(away.counts).toMatchObject({ loss: 1, retry: 5 });
    expect(JSON.stringify(away.logged)).toContain('ECONNREFUSED');
    await away.close();
  });
});
