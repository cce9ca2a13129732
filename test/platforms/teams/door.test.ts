import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createTeamsPlatform } from '../../../src/platforms/teams/teams-platform.js';
import { openTeamsDoor, TENANT, type TeamsDoor, until } from '../../support/teams-door.js';

let door: TeamsDoor;
afterEach(() => door.close());

describe('the door', () => {
  it('refuses what is no activity, each in one constant shape', async () => {
    door = await openTeamsDoor();
    const good = door.payload('message-personal');
    const cases: readonly (readonly [unknown, Record<string, string>, number, string])[] = [
      ['{"type":', {}, 400, 'bad request'],
      ['[]', {}, 400, 'bad request'],
      ['{}', {}, 400, 'bad request'],
      [{ ...good, type: 7 }, {}, 400, 'bad request'],
      [{ ...good, serviceUrl: 'nowhere' }, {}, 400, 'bad request'],
      [{ ...good, conversation: null }, {}, 400, 'bad request'],
      [good, { 'content-type': 'text/plain' }, 415, 'not json'],
      [good, { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'not json'],
      [{ ...good, text: 'x'.repeat(256 * 1024) }, {}, 413, 'too large'],
    ];
    for (const [body, headers, status, error] of cases) {
      const reply = await door.post(body, headers);
      expect([reply.status, reply.json]).toEqual([status, { error }]);
    }
    expect(door.desk.accepted).toEqual([]);
  });

  it('refuses a body that grows too large without saying how large it is', async () => {
    door = await openTeamsDoor();
    const authorization = `Bearer ${await door.service.sign()}`;
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(
        door.url,
        { method: 'POST', headers: { 'content-type': 'application/json', authorization } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      request.write(`{"type":"message","text":"${'x'.repeat(300 * 1024)}`);
    });
    expect(status).toBe(413);
  });

  it('takes POST only', async () => {
    door = await openTeamsDoor();
    const response = await fetch(door.url);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(door.platform.serves('/api/messages')).toBe(true);
    expect(door.platform.serves('/api/messages/more')).toBe(false);
  });

  it('lets in the allowed tenants only', async () => {
    door = await openTeamsDoor({ settings: { TEAMS_ALLOWED_TENANTS: ['00000000-0000-4000-8000-000000000000'] } });
    const { status, json } = await door.post(door.payload('message-personal'));
    expect([status, json]).toEqual([403, { error: 'forbidden' }]);
    expect([door.desk.accepted.length, door.counts.refused]).toEqual([0, 1]);
  });

  it('lets in its own tenant when the registration is for one', async () => {
    door = await openTeamsDoor({ settings: { TEAMS_TENANT_ID: TENANT.toUpperCase() } });
    expect((await door.post(door.payload('message-personal'))).status).toBe(200);
    const other = door.payload('message-personal', { channelData: { tenant: { id: '00000000-0000-4000-8000-000000000000' } } });
    expect((await door.post(other)).status).toBe(403);
    const none = door.payload('message-personal', { channelData: null, conversation: { id: 'a:1', tenantId: null } });
    expect((await door.post(none)).status).toBe(403);
  });

  it('sends tokens of the registration’s kind: its own tenant’s, or the one for many tenants', async () => {
    door = await openTeamsDoor({ settings: { TEAMS_TENANT_ID: TENANT } });
    await door.post(door.payload('message-personal'));
    await until(() => door.service.posted.length === 1);
    expect(door.service.tokenRequests[0]?.path).toBe(`/${TENANT}/oauth2/v2.0/token`);
    await door.close();

    door = await openTeamsDoor();
    await door.post(door.payload('message-personal'));
    await door.post(door.payload('message-personal', { id: 'second' }));
    await until(() => door.service.posted.length === 2);
    expect(door.service.tokenRequests.map(({ path }) => path)).toEqual(['/botframework.com/oauth2/v2.0/token']);
    expect(Object.fromEntries(door.service.tokenRequests[0]?.form ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
    });
    expect(door.service.posted.map(({ authorization }) => authorization)).toEqual(['Bearer outbound-1', 'Bearer outbound-1']);
  });

  it('without an app id is open to this machine, and to nobody behind a tunnel', async () => {
    door = await openTeamsDoor({ open: true });
    expect((await door.post(door.payload('message-personal'))).status).toBe(200);
    await until(() => door.service.posted.length === 1);
    expect(door.service.posted[0]?.authorization).toBeUndefined();
    expect((await door.post(door.payload('message-personal'), { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403);
    expect((await door.post(door.payload('message-personal', { serviceUrl: 'https://evil.example/' }))).status).toBe(403);
  });

  it('is not opened in production without an app id', async () => {
    door = await openTeamsDoor();
    expect(() => createTeamsPlatform(door.context, { production: true } as never)).toThrow(/TEAMS_APP_ID is missing/);
  });

  it('in production sends no token in the clear', async () => {
    door = await openTeamsDoor({ settings: { production: true } });
    const serviceUrl = 'http://smba.example.org/';
    const authorization = `Bearer ${await door.service.sign({ claims: { serviceurl: serviceUrl } })}`;
    expect((await door.post(door.payload('message-personal', { serviceUrl }), { authorization })).status).toBe(401);
  });

  it('says when the app’s password is missing or refused', async () => {
    door = await openTeamsDoor({ settings: { TEAMS_APP_PASSWORD: undefined } });
    expect(door.platform.trouble()).toMatch(/TEAMS_APP_PASSWORD is missing/);
    await door.close();
    door = await openTeamsDoor();
    expect(door.platform.trouble()).toBeUndefined();
    door.service.signInStatus = 401;
    await door.post(door.payload('message-personal'));
    await until(() => door.counts.loss === 1);
    expect(door.platform.trouble()).toMatch(/refused the app/);
    door.service.signInStatus = 200;
    await door.post(door.payload('message-personal', { id: 'next' }));
    await until(() => door.service.posted.length === 1);
    expect(door.platform.trouble()).toBeUndefined();
  });

  it('finishes what is under way when it closes, and takes nothing more', async () => {
    door = await openTeamsDoor();
    door.service.delay = 100;
    await door.post(door.payload('message-personal'));
    await door.platform.close();
    expect(door.service.posted).toHaveLength(1);
    expect((await door.post(door.payload('message-personal'))).status).toBe(503);
  });
});
