import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSlack } from '../../../src/platforms/slack/doctor.js';
import type { SlackSettings } from '../../../src/platforms/slack/settings.js';
import { slackAssistant } from '../../support/slack-assistant.js';
import { BOT_TOKEN, openSlackDoor, SECRET, type SlackDoor } from '../../support/slack-door.js';

let door: SlackDoor;
beforeEach(async () => {
  door = await openSlackDoor();
});
afterEach(() => door.close());

const check = (settings: Partial<SlackSettings> = {}, now: () => number = Date.now) =>
  checkSlack({
    assistant: slackAssistant().assistant,
    now,
    timeout: 2_000,
    settings: {
      SLACK_SIGNING_SECRET: SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: undefined,
      SLACK_API_URL: door.service.apiUrl,
      SLACK_CLIENT_ID: undefined,
      SLACK_CLIENT_SECRET: undefined,
      SLACK_STATE_SECRET: undefined,
      SLACK_ALLOWED_TEAMS: undefined,
      PUBLIC_URL: door.url,
      ...settings,
    },
  });
const faults = (findings: Awaited<ReturnType<typeof check>>) =>
  findings.filter(({ state }) => state === 'fault').map(({ text }) => text);

describe('the doctor', () => {
  it('finds no fault where all is well, and says of every scope why it is needed', async () => {
    const findings = await check();
    expect(faults(findings)).toEqual([]);
    const text = findings.map((finding) => finding.text).join('\n');
    for (const part of ['IOM staff', 'app_mentions:read: held', 'users:read: held', 'refuses what is not signed', 's away']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('channels:read: not held');
  });

  it('names a scope that is missing and one that is too much', async () => {
    door.service.scopes.splice(0, 1, 'channels:history');
    const findings = await check();
    expect(faults(findings)).toEqual([expect.stringContaining('app_mentions:read: missing')]);
    expect(findings).toContainEqual({ state: 'warning', text: expect.stringContaining('channels:history: held, but') });
  });

  it('says why a token does not work', async () => {
    door.service.badTokens.set(BOT_TOKEN, 'token_revoked');
    expect(faults(await check())).toEqual([expect.stringContaining('token_revoked')]);
  });

  it('says when the clock is wrong', async () => {
    expect(faults(await check({}, () => Date.now() + 400_000))).toEqual([expect.stringMatching(/(399|400|401) s/)]);
  });

  it('says when Slack or our own address cannot be reached', async () => {
    const text = faults(await check({ SLACK_API_URL: 'http://127.0.0.1:1/api/', PUBLIC_URL: `${door.url}/elsewhere/` })).join(
      '\n',
    );
    expect(text).toContain('cannot be reached');
    expect(faults(await check({ PUBLIC_URL: door.service.origin })).join('\n')).toContain('instead of 401');
  });

  it('misses the signing secret', async () => {
    expect(faults(await check({ SLACK_SIGNING_SECRET: undefined }))).toEqual([expect.stringContaining('SLACK_SIGNING_SECRET')]);
  });

  it('checks the app token in Socket Mode', async () => {
    const socket = { SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' };
    expect(faults(await check(socket))).toEqual([expect.stringContaining('connections:write')]);
    door.service.socketUrl = 'ws://127.0.0.1:1/';
    expect(faults(await check(socket))).toEqual([]);
  });

  it('misses the public address where workspaces install the app', async () => {
    const oauth = { SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: '2', SLACK_STATE_SECRET: '3' };
    expect(faults(await check({ ...oauth, PUBLIC_URL: undefined }))).toEqual([expect.stringContaining('PUBLIC_URL')]);
  });

  it('says that Slack is off where nothing is set', async () => {
    expect(await check({ SLACK_BOT_TOKEN: undefined })).toEqual([
      { state: 'warning', text: expect.stringContaining('not configured') },
    ]);
  });
});
