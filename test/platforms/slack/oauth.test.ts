import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';

const OAUTH = {
  SLACK_BOT_TOKEN: undefined,
  SLACK_CLIENT_ID: '111.222',
  SLACK_CLIENT_SECRET: 'a-client-secret',
  SLACK_STATE_SECRET: 'a-state-secret-of-the-tests',
  PUBLIC_URL: 'https://assistant.example.org',
};
const TEAM = 'T0IOM00001';

let door: SlackDoor;
beforeEach(async () => {
  door = await openSlackDoor({ settings: OAUTH });
  door.service.installation = access();
});
afterEach(() => door.close());

const access = (more: object = {}) => ({
  ok: true,
  access_token: 'xoxb-of-the-workspace',
  token_type: 'bot',
  scope: 'chat:write,commands',
  bot_user_id: 'U0IOMBOT01',
  app_id: 'A0IOMAPP01',
  team: { id: TEAM, name: 'IOM staff' },
  enterprise: null,
  authed_user: { id: 'U0ADMIN001' },
  is_enterprise_install: false,
  ...more,
});

async function begin(): Promise<{ state: string; cookie: string; location: URL }> {
  const response = await fetch(`${door.url}/slack/install`, { redirect: 'manual' });
  const location = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { state: location.searchParams.get('state') ?? '', cookie, location };
}

const finish = (state: string, cookie: string, code = 'a-code') =>
  fetch(`${door.url}/slack/oauth_redirect?code=${code}&state=${encodeURIComponent(state)}`, { headers: { cookie } });

const install = async () => {
  const { state, cookie } = await begin();
  return finish(state, cookie);
};

describe('installing', () => {
  it('sends the administrator to Slack with our scopes, our address and a state', async () => {
    const { location, state } = await begin();
    expect(location.pathname).toBe('/oauth/v2/authorize');
    expect(location.searchParams.get('scope')?.split(',')).toContain('app_mentions:read');
    expect(location.searchParams.get('redirect_uri')).toBe('https://assistant.example.org/slack/oauth_redirect');
    expect(state.length).toBeGreaterThan(20);
  });

  it('keeps the tokens of the workspace, and answers it with them', async () => {
    expect((await install()).status).toBe(200);
    expect(JSON.parse(door.installed.get(TEAM) ?? '{}')).toMatchObject({ bot: { token: 'xoxb-of-the-workspace' } });
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    expect(door.service.callsOf('chat.postMessage')[0]?.token).toBe('xoxb-of-the-workspace');
  });

  it.each([
    ['a state of nobody', (_state: string, cookie: string) => finish('invented', cookie)],
    ['a state in another browser', (state: string) => finish(state, '')],
    ['the state of another browser', (state: string) => finish(state, `slack-app-oauth-state=${state}x`)],
    ['no code', (state: string, cookie: string) => finish(state, cookie, '')],
  ])('is refused with %s', async (_, go) => {
    const { state, cookie } = await begin();
    expect((await go(state, cookie)).status).toBe(400);
    expect(door.installed.size).toBe(0);
    expect(door.service.callsOf('oauth.v2.access')).toEqual([]);
  });

  it('is refused with a state older than ten minutes', async () => {
    const { state, cookie } = await begin();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });
    const response = await finish(state, cookie).finally(() => vi.useRealTimers());
    expect(response.status).toBe(400);
    expect(door.installed.size).toBe(0);
  });

  it('on a whole organisation covers all its workspaces', async () => {
    door.service.installation = access({
      team: null,
      enterprise: { id: 'E0IOMGRID1', name: 'IOM' },
      is_enterprise_install: true,
    });
    expect((await install()).status).toBe(200);
    expect([...door.installed.keys()]).toEqual(['E0IOMGRID1']);
    await door.send(door.payload('event-app-mention-grid'));
    await door.quiet();
    expect(door.service.messages).toHaveLength(1);
  });

  it('leaves no token in the log', async () => {
    door.service.installation = { ok: false, error: 'invalid_code' };
    await install();
    expect(JSON.stringify(door.logged)).not.toMatch(/xoxb|a-client-secret/);
  });
});

describe('a token that expires', () => {
  it('is renewed once although many events come at the same time, and the new one is kept', async () => {
    door.service.installation = access({ refresh_token: 'xoxe-1', expires_in: 60 });
    await install();
    door.service.installation = { ...access({ refresh_token: 'xoxe-2', expires_in: 43_200 }), access_token: 'xoxb-renewed' };
    await Promise.all(
      ['event-app-mention', 'event-message-im', 'event-app-mention-in-thread'].map((name) => door.send(door.payload(name))),
    );
    await door.quiet();
    expect(door.service.callsOf('chat.postMessage').map(({ token }) => token)).toEqual(Array(3).fill('xoxb-renewed'));
    expect(door.service.callsOf('oauth.v2.access').filter(({ args }) => args.grant_type === 'refresh_token')).toHaveLength(1);
    expect(JSON.parse(door.installed.get(TEAM) ?? '{}')).toMatchObject({
      bot: { token: 'xoxb-renewed', refreshToken: 'xoxe-2' },
    });
  });
});

describe('the end of an installation', () => {
  it.each(['event-app-uninstalled', 'event-tokens-revoked'])('purges the workspace (%s)', async (name) => {
    await install();
    const event = { ...door.payload(name), event_time: Math.floor(Date.now() / 1000) };
    expect((await door.send(event)).status).toBe(200);
    expect(door.installed.size).toBe(0);
    await door.send(door.payload('event-app-mention'));
    await door.quiet();
    expect(door.service.messages).toEqual([]);
    expect(door.counts.loss).toBe(1);
  });

  it('of a person’s own token changes nothing', async () => {
    await install();
    await door.send(door.payload('event-tokens-revoked-person'));
    expect(door.installed.size).toBe(1);
  });

  it('told late does not purge a newer installation', async () => {
    await install();
    const event = { ...door.payload('event-app-uninstalled'), event_time: Math.floor(Date.now() / 1000) - 3600 };
    expect((await door.send(event)).status).toBe(200);
    expect(door.installed.size).toBe(1);
  });

  it('is told again by Slack when the store is down', async () => {
    await install();
    door.installed.get = () => {
      throw new Error('The store is down on purpose.');
    };
    expect((await door.send(door.payload('event-app-uninstalled'))).status).toBe(503);
  });
});

describe('the list of allowed workspaces', () => {
  it('keeps others from installing, and gives their token back', async () => {
    const strict = await openSlackDoor({ settings: { ...OAUTH, SLACK_ALLOWED_TEAMS: ['T0OTHER'] } });
    await door.close();
    door = strict;
    door.service.installation = access();
    const response = await install();
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('SLACK_ALLOWED_TEAMS');
    expect(door.installed.size).toBe(0);
    expect(door.service.callsOf('auth.revoke')).toHaveLength(1);
  });

  it('keeps the questions of others out, and tells who types a command', async () => {
    const strict = await openSlackDoor({ settings: { SLACK_ALLOWED_TEAMS: ['T0OTHER'] } });
    const reply = await strict.command('RTS Kenya');
    expect(reply.json.text).toContain('not available');
    for (const name of ['event-app-mention', 'action-choice-thread', 'shortcut-message', 'event-app-home-opened-home']) {
      expect((await strict.send(strict.payload(name))).status).toBe(200);
    }
    await strict.quiet();
    expect(strict.asked).toEqual([]);
    expect(strict.service.calls).toEqual([]);
    expect(strict.counts.refused).toBe(5);
    await strict.close();
  });

  it('may name the organisation', async () => {
    const grid = await openSlackDoor({ settings: { SLACK_ALLOWED_TEAMS: ['E0IOMGRID1'] } });
    await grid.send(grid.payload('event-app-mention-grid'));
    await grid.quiet();
    expect(grid.service.messages).toHaveLength(1);
    await grid.close();
  });
});

describe('without OAuth', () => {
  it('there is no page to install from', async () => {
    const plain = await openSlackDoor();
    expect(plain.platform.serves('/slack/install')).toBe(false);
    await plain.close();
  });
});
