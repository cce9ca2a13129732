import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';
import type { SignOptions } from '../../support/teams-service.js';

let door: TeamsDoor;
beforeAll(async () => {
  door = await openTeamsDoor();
});
afterAll(() => door.close());
// Whoever sends bad tokens must not fill the log.
const printed = vi.spyOn(process.stderr, 'write');
afterEach(() => expect(printed).not.toHaveBeenCalled());

const SECONDS = () => Math.floor(Date.now() / 1000);
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens made by hand, since no good library signs them. */
async function forged(alg: string): Promise<string> {
  const [, payload] = (await door.service.sign()).split('.');
  const head = base64({ alg, typ: 'JWT', kid: 'good' });
  const signature =
    alg === 'HS256'
      ? createHmac('sha256', 'good').update(`${head}.${payload}`).digest('base64url')
      : alg === 'none'
        ? ''
        : 'AAAA';
  return `${head}.${payload}.${signature}`;
}

const BAD_TOKENS: readonly (readonly [string, SignOptions])[] = [
  ['for another app', { claims: { aud: '99999999-2222-4333-8444-555555555555' } }],
  ['of another issuer', { claims: { iss: 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/' } }],
  [
    'of the Emulator',
    {
      claims: {
        iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
        appid: '11111111-2222-4333-8444-555555555555',
        ver: '1.0',
      },
    },
  ],
  ['that ended over five minutes ago', { claims: { exp: SECONDS() - 301 } }],
  ['that begins over five minutes from now', { claims: { nbf: SECONDS() + 310 } }],
  ['without an end', { claims: { exp: undefined } }],
  ['for another service URL', { claims: { serviceurl: 'https://smba.example.org/' } }],
  ['for no service URL', { claims: { serviceurl: undefined } }],
  ['signed by another key', { key: 'other' }],
  ['signed by a key that may not speak for Teams', { key: 'unendorsed' }],
  ['with an unknown key id', { header: { kid: 'unknown' } }],
  ['without a key id', { header: { kid: undefined as unknown as string } }],
];

describe('a token', () => {
  it('that is good is let in and answered', async () => {
    const { status, text } = await door.post(door.payload('message-personal'));
    expect([status, text]).toEqual([200, '']);
    await until(() => door.service.posted.length === 1);
    expect(door.service.posted[0]?.activity.attachments[0].content.type).toBe('AdaptiveCard');
  });

  it('that ended less than five minutes ago is still good', async () => {
    const authorization = `Bearer ${await door.service.sign({ claims: { exp: SECONDS() - 200 } })}`;
    expect((await door.post(door.payload('message-reaction'), { authorization })).status).toBe(200);
  });

  it.each(BAD_TOKENS)('%s is refused with 401 and nothing from inside', async (_, options) => {
    const posted = door.service.posted.length;
    const accepted = door.desk.accepted.length;
    const authorization = `Bearer ${await door.service.sign(options)}`;
    const { status, json, headers } = await door.post(door.payload('message-personal', { id: 'forged' }), { authorization });
    expect([status, json, headers.get('www-authenticate')]).toEqual([401, { error: 'unauthorized' }, 'Bearer']);
    expect([door.service.posted.length, door.desk.accepted.length]).toEqual([posted, accepted]);
  });

  it.each(['none', 'HS256', 'RS256', 'RS512'])('forged with algorithm %s is refused the same way', async (alg) => {
    const { status, json } = await door.post(door.payload('message-personal'), { authorization: `Bearer ${await forged(alg)}` });
    expect([status, json]).toEqual([401, { error: 'unauthorized' }]);
  });

  it.each([undefined, '', 'Bearer', 'Bearer abc.def.ghi', 'Basic dXNlcjpwYXNz', 'Bearer a.b', `Bearer ${'a'.repeat(9000)}.b.c`])(
    'written as %j is refused the same way',
    async (authorization) => {
      const { status, json } = await door.post(door.payload('message-personal'), { authorization });
      expect([status, json]).toEqual([401, { error: 'unauthorized' }]);
    },
  );

  it('that is good does not open another channel, where clients may write any tenant', async () => {
    for (const channelId of ['webchat', 'directline', 'AseChannel', 'emulator']) {
      expect((await door.post(door.payload('message-personal', { channelId }))).status).toBe(401);
    }
  });

  it('is refused when Microsoft’s keys cannot be had', async () => {
    const lost = await openTeamsDoor({ settings: { TEAMS_OPENID_METADATA_URL: 'http://127.0.0.1:9/nothing' } });
    const { status, json } = await lost.post(lost.payload('message-personal'));
    expect([status, json]).toEqual([401, { error: 'unauthorized' }]);
    await lost.close();
  });
});
