import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigningKeys, type SigningKeys } from '../../../src/platforms/teams/signing-keys.js';

// Microsoft's page of keys on loopback: what stands on it, and how often it was asked for.

const MINUTE = 60_000;
const rsa = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength });
const pairs = { first: rsa(), second: rsa(), weak: rsa(1024) };
const published = (kid: keyof typeof pairs, more: object = {}) => ({
  ...pairs[kid].publicKey.export({ format: 'jwk' }),
  kid,
  ...more,
});

let server: Server;
let page: { keys: unknown; status: number; fetched: number };
let clock: number;
let keys: SigningKeys;
beforeEach(async () => {
  page = { keys: [published('first', { endorsements: ['msteams'] })], status: 200, fetched: 0 };
  clock = 1_000_000;
  server = createServer((request, response) => {
    const { host } = request.headers;
    if (request.url === '/keys') page.fetched += 1;
    const body = request.url === '/keys' ? { keys: page.keys } : { jwks_uri: `http://${host}/keys` };
    response.writeHead(page.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  keys = createSigningKeys(`http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`, () => clock);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

function token(kid: string, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', kid })}.${part({ aud: 'x' })}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}
const first = token('first', pairs.first.privateKey);
const second = token('second', pairs.second.privateKey);

describe('the keys of Microsoft', () => {
  it('are fetched once for many tokens at once, and again after a day', async () => {
    expect(await Promise.all(Array.from({ length: 20 }, () => keys.vouch(first, 'msteams')))).not.toContain(false);
    expect(page.fetched).toBe(1);
    clock += 24 * 60 * MINUTE + 1;
    expect(await keys.vouch(first, 'msteams')).toBe(true);
    expect(page.fetched).toBe(2);
  });

  it('vouch for nothing that was changed, or signed by another', async () => {
    const [head, , signature] = first.split('.');
    const changed = `${head}.${Buffer.from('{"aud":"y"}').toString('base64url')}.${signature}`;
    for (const bad of [changed, `${first}AA`, token('first', pairs.second.privateKey), `${head}.e30.`]) {
      expect(await keys.vouch(bad, 'msteams')).toBe(false);
    }
  });

  it('speak for the channels that they are endorsed for, and for all where they are bound to none', async () => {
    expect(await keys.vouch(first, 'webchat')).toBe(false);
    page.keys = [published('first'), published('second', { endorsements: 'msteams' })];
    clock += 25 * 60 * MINUTE;
    expect([await keys.vouch(first, 'webchat'), await keys.vouch(second, 'webchat')]).toEqual([true, true]);
  });

  it('that are new are found, but whoever invents ids makes us ask no more than every five minutes', async () => {
    expect(await keys.vouch(first, 'msteams')).toBe(true);
    page.keys = [published('second')];
    for (let n = 0; n < 5; n += 1)
      expect(await keys.vouch(token(`invented-${n}`, pairs.first.privateKey), 'msteams')).toBe(false);
    expect(page.fetched).toBe(1);
    clock += 5 * MINUTE + 1;
    expect([await keys.vouch(second, 'msteams'), await keys.vouch(first, 'msteams'), page.fetched]).toEqual([true, false, 2]);
  });

  it('stay good while Microsoft cannot be reached, which is tried every five minutes', async () => {
    expect(await keys.vouch(first, 'msteams')).toBe(true);
    page.status = 503;
    clock += 25 * 60 * MINUTE;
    expect([await keys.vouch(first, 'msteams'), await keys.vouch(first, 'msteams')]).toEqual([true, true]);
    page.status = 200;
    clock += 5 * MINUTE + 1;
    expect([await keys.vouch(first, 'msteams'), page.fetched]).toEqual([true, 2]);
  });

  it('are asked for at every token while there are none', async () => {
    page.status = 503;
    expect(await keys.vouch(first, 'msteams')).toBe(false);
    page.status = 200;
    expect(await keys.vouch(first, 'msteams')).toBe(true);
  });

  it('that are weak, of another kind or spoilt are left out, and take no others away', async () => {
    page.keys = [
      null,
      7,
      published('weak'),
      { kty: 'EC', kid: 'second' },
      { kty: 'RSA', n: '!', e: '', kid: 'x' },
      published('first'),
    ];
    expect(await keys.vouch(token('weak', pairs.weak.privateKey), 'msteams')).toBe(false);
    expect([await keys.vouch(second, 'msteams'), await keys.vouch(first, 'msteams')]).toEqual([false, true]);
  });
});
