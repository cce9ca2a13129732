import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox, keysFrom } from '../../src/store/secret-box.js';

const SALT = 'a salt of the tests, long enough';
const key = () => randomBytes(32).toString('base64');

describe('the secret box', () => {
  it('opens what it sealed, and never seals the same twice alike', () => {
    const box = createSecretBox(keysFrom([key()], SALT));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = box.seal('purpose', text);
        expect(box.open('purpose', sealed)).toBe(Buffer.from(text).toString());
        expect(sealed).not.toBe(box.seal('purpose', text));
      }),
      { numRuns: 50 },
    );
  });

  it('seals with the first key and opens with every key', () => {
    const [old, young] = [key(), key()];
    const before = createSecretBox(keysFrom([old], SALT));
    const sealed = before.seal('token', 'xoxb-planted');
    const after = createSecretBox(keysFrom([young, old], SALT));
    expect(after.open('token', sealed)).toBe('xoxb-planted');
    expect(after.isStale(sealed)).toBe(true);
    expect(after.isStale(after.seal('token', 'x'))).toBe(false);
    expect(() => createSecretBox(keysFrom([young], SALT)).open('token', sealed)).toThrow(/key is unknown.*ENCRYPTION_KEYS/s);
  });

  it('opens what was sealed before there were keys', () => {
    const sealed = createSecretBox(keysFrom(undefined, SALT)).seal('token', 'x');
    expect(createSecretBox(keysFrom([key()], SALT)).open('token', sealed)).toBe('x');
  });

  it('opens nothing that was changed, or sealed for another purpose', () => {
    const box = createSecretBox(keysFrom([key()], SALT));
    const sealed = box.seal('workspace T1', 'secret');
    expect(() => box.open('workspace T2', sealed)).toThrow(/changed, or moved/);
    const bytes = Buffer.from(sealed.split('.')[2] ?? '', 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      const forged = [...sealed.split('.').slice(0, 2), changed.toString('base64url')].join('.');
      expect(() => box.open('workspace T1', forged)).toThrow(/changed/);
    }
    for (const broken of ['', 'v1', 'v2.x.y', `${sealed.slice(0, 20)}`]) expect(() => box.open('workspace T1', broken)).toThrow();
  });

  it('takes keys as base64 or hex, refuses others, and repeats none of them', () => {
    const hex = randomBytes(32).toString('hex');
    expect(createSecretBox(keysFrom([hex], SALT)).seal('p', 'x')).toMatch(/^v1\./);
    expect(() => keysFrom([key(), 'planted-short-key'], SALT)).toThrow(
      /key 2: it has \d+ bytes instead of 32.*openssl rand -base64 32/s,
    );
    expect(() => keysFrom(['planted-short-key'], SALT)).not.toThrow(/planted/);
  });
});
