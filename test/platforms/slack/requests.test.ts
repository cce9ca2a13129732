import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlackDoor, type SlackDoor, signatureOf } from '../../support/slack-door.js';

let door: SlackDoor;
beforeAll(async () => {
  door = await openSlackDoor();
});
afterAll(() => door.close());

describe('requests from Slack', () => {
  it('are answered when they are signed', async () => {
    expect((await door.command('Who is the RTS for Kenya?')).status).toBe(200);
  });

  it('answer the challenge of the set-up', async () => {
    const reply = await door.send(door.payload('url-verification'));
    expect(reply.json).toEqual({ challenge: door.payload('url-verification').challenge });
  });

  it.each([
    ['signed with another secret', { secret: 'another-secret' }],
    ['six minutes old', { secondsOff: -360 }],
    ['dated one minute ahead', { secondsOff: 60 }],
    ['dated six minutes ahead', { secondsOff: 360 }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
    ['with a date that is none', { headers: { 'x-slack-request-timestamp': 'soon' } }],
    ['with a date of NaN', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ])('are refused when they are %s', async (_, how) => {
    const before = door.asked.length;
    const reply = await door.send(door.payload('command'), how);
    expect(reply.status).toBe(401);
    expect(door.asked.length).toBe(before);
  });

  it('are refused when the body was changed after signing', async () => {
    const now = String(Math.floor(Date.now() / 1000));
    const reply = await door.send(door.payload('event-app-mention'), {
      headers: { 'x-slack-signature': signatureOf('a-signing-secret-of-the-tests', now, '{}'), 'x-slack-request-timestamp': now },
    });
    expect(reply.status).toBe(401);
  });

  it.each(['payload=null', 'p%61yload=null', '%70%61%79%6C%6F%61%64=7', 'a=b&pay%6coad=%22text%22'])(
    'are refused when what they hold is no object (%s)',
    async (body) => {
      expect((await door.send(door.payload('command'), { body })).status).toBe(400);
    },
  );

  it('may be 20 seconds ahead, because clocks differ', async () => {
    expect((await door.send(door.payload('command'), { secondsOff: 20 })).status).toBe(200);
  });

  it('are refused over 1 MB, with and without a length', async () => {
    const large = JSON.stringify({ type: 'event_callback', filler: 'x'.repeat(1_100_000) });
    expect((await door.send(door.payload('event-app-mention'), { body: large })).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const now = String(Math.floor(Date.now() / 1000));
    const response = await fetch(`${door.url}/slack/events`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'x-slack-request-timestamp': now, 'x-slack-signature': 'v0=0' },
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it('are refused when they are signed but no JSON', async () => {
    expect((await door.send(door.payload('event-app-mention'), { body: '{"type":' })).status).toBe(400);
  });

  it('get 404 for another method', async () => {
    expect((await fetch(`${door.url}/slack/events`)).status).toBe(404);
  });

  it('of a kind that nobody listens to are acknowledged', async () => {
    const event = door.payload('event-app-mention');
    const reply = await door.send({ ...event, event: { type: 'reaction_added', user: 'U1', item: {}, event_ts: '1.1' } });
    expect(reply.status).toBe(200);
  });

  it('are never asked about at the start: no auth.test was called', () => {
    expect(door.service.callsOf('auth.test')).toEqual([]);
  });

  it('leave neither text nor secrets in the log', async () => {
    await door.command('a very private question');
    const log = JSON.stringify(door.logged);
    for (const secret of ['private question', 'xoxb-', 'a-signing-secret']) expect(log).not.toContain(secret);
  });
});
