import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNING_SECRET, startWholeProcess, type WholeProcess } from './support/whole-process.js';

// One question through every door of one process, over real HTTP with real signatures; the replies are read back from
// the other side.

let whole: WholeProcess;

beforeAll(async () => {
  whole = await startWholeProcess();
});
afterAll(async () => {
  await whole.close();
});

function signed(body: string, type: string) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return {
    method: 'POST',
    body,
    headers: { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
  };
}

function payload(platform: string, name: string): string {
  return readFileSync(`test/payloads/${platform}/${name}.json`, 'utf8');
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come within ten seconds.');
}

describe('the question "who is the RTS for Kenya?"', () => {
  it('is answered in the acknowledgement of a signed slash command', async () => {
    const form = new URLSearchParams({
      command: '/iom',
      text: 'rts kenya',
      team_id: 'T0IOM00001',
      user_id: 'U0STAFF001',
      channel_id: 'C0WASHKE01',
      channel_name: 'general',
      response_url: whole.slack.responseUrl(),
      trigger_id: '1.2.3',
      api_app_id: 'A0IOMAPP01',
    });
    const back = await whole.send('/slack/events', signed(form.toString(), 'application/x-www-form-urlencoded'));
    expect(back.status).toBe(200);
    expect(back.text).toContain('Nairobi');
    expect(JSON.parse(back.text)).toMatchObject({ response_type: 'ephemeral' });
  });

  it('is answered once in the thread when a mention comes as two events', async () => {
    const before = whole.slack.callsOf('chat.postMessage').length;
    const events = [
      payload('slack', 'event-app-mention'),
      payload('slack', 'event-message-channel-mention'),
      payload('slack', 'event-app-mention'),
    ];
    for (const event of events) expect((await whole.send('/slack/events', signed(event, 'application/json'))).status).toBe(200);
    const posted = await until(() => whole.slack.callsOf('chat.postMessage')[before]);
    expect(JSON.stringify(posted.args)).toContain('Nairobi');
    expect(posted.args.thread_ts).toBe('1794000001.000100');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(whole.slack.callsOf('chat.postMessage')).toHaveLength(before + 1);
  });

  it('is answered in a direct message', async () => {
    const before = whole.slack.callsOf('chat.postMessage').length;
    const event = JSON.parse(payload('slack', 'event-message-im'));
    event.event.text = 'who is the RTS for Kenya?';
    expect((await whole.send('/slack/events', signed(JSON.stringify(event), 'application/json'))).status).toBe(200);
    const posted = await until(() => whole.slack.callsOf('chat.postMessage')[before]);
    expect(JSON.stringify(posted.args)).toContain('Nairobi');
  });

  it('is answered in Teams with a card', async () => {
    const activity = {
      ...JSON.parse(payload('teams', 'message-personal')),
      text: 'who is the RTS for Kenya?',
      serviceUrl: whole.teams.url,
    };
    const back = await whole.send('/api/messages', {
      body: JSON.stringify(activity),
      headers: { 'content-type': 'application/json' },
    });
    expect([200, 202]).toContain(back.status);
    const posted = await until(() => whole.teams.posted.find((p) => JSON.stringify(p.activity).includes('Nairobi')));
    expect(posted.activity.attachments[0].contentType).toBe('application/vnd.microsoft.card.adaptive');
  });

  it('is answered in the web console', async () => {
    const origin = `http://127.0.0.1:${whole.port}`;
    const back = await whole.send('/api/ask', {
      body: JSON.stringify({ text: 'who is the RTS for Kenya?', thread: 'a-thread-of-the-spine-test' }),
      headers: { 'content-type': 'application/json', origin, host: `127.0.0.1:${whole.port}` },
    });
    expect(back.status).toBe(200);
    expect(JSON.parse(back.text)).toMatchObject({ answer: { outcome: 'answer' }, html: expect.stringContaining('Nairobi') });
  });

  it('is refused where the signature is wrong', async () => {
    const bad = signed(payload('slack', 'event-app-mention'), 'application/json');
    expect((await whole.send('/slack/events', { ...bad, body: bad.body.replace('Kenya', 'Haiti') })).status).toBe(401);
  });
});
