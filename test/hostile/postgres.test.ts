import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_KINDS } from '../support/hostile-texts.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { signatureOf } from '../support/slack-door.js';
import { readPayload, until } from '../support/teams-door.js';
import { SIGNING_SECRET, startWholeProcess, type WholeProcess } from '../support/whole-process.js';

// SQLite takes nearly any text; PostgreSQL refuses zero bytes and halves of characters, and would fail what holds them.

let postgres: TestPostgres;
let whole: WholeProcess;
let address: string;
beforeAll(async () => {
  postgres = await startPostgres();
  address = await postgres.createDatabase();
  whole = await startWholeProcess({ DATABASE_URL: address });
});
afterAll(async () => {
  await whole.close();
  await postgres.remove();
});

const json = { 'content-type': 'application/json' };

test('what is hostile is answered on every door, remembered and given feedback on', async () => {
  for (const [at, kind] of HOSTILE_KINDS.entries()) {
    const text = `weather ${kind.text(400)}`;
    const thread = `postgres-${at}`;
    for (const turn of [text, `and ${text}`]) {
      const asked = await whole.send('/api/ask', { headers: json, body: JSON.stringify({ text: turn, thread }) });
      expect([200, 413], kind.name).toContain(asked.status);
    }
    const remark = { thread, helpful: false, topics: [kind.text(50)], language: 'en', question: text, comment: text };
    expect((await whole.send('/api/feedback', { headers: json, body: JSON.stringify(remark) })).status, kind.name).toBe(200);
  }
});

test('what is hostile in an event of Slack or Teams goes through the inbox and is answered', async () => {
  for (const [at, kind] of HOSTILE_KINDS.entries()) {
    const text = `weather ${kind.text(400)}`;
    const message = { ...readPayload('message-personal'), serviceUrl: whole.teams.url, id: `m${at}`, text };
    const teams = await whole.send('/api/messages', { headers: json, body: JSON.stringify(message) });
    expect(teams.status, kind.name).toBe(200);
    const event = {
      type: 'app_mention',
      user: 'U1',
      channel: 'C1',
      ts: `${1794000000 + at}.000100`,
      text: `<@U0IOMBOT01> ${text}`,
    };
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: `Ev${at}`, event });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = signatureOf(SIGNING_SECRET, timestamp, body);
    const slack = await whole.send('/slack/events', {
      body,
      headers: { ...json, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
    });
    expect(slack.status, kind.name).toBe(200);
  }
  await until(() => whole.slack.messages.length === HOSTILE_KINDS.length);
  await until(() => whole.teams.posted.length === HOSTILE_KINDS.length);
});

test('no statement that was sent was carried out, and no error was logged', async () => {
  const database = address.split('/').at(-1) as string;
  const { rows } = await postgres.run(
    "select count(*)::int as n from information_schema.tables where table_schema = 'public'",
    database,
  );
  expect(rows[0].n).toBeGreaterThanOrEqual(7);
  expect(await whole.healthy()).toBe(true);
  expect(whole.logged.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
});
