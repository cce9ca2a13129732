import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * Encrypts what must not stand readable in the database. A box is bound to its purpose: what was sealed as one thing cannot
 * be opened as another.
 */
export interface SecretBox {
  seal(purpose: string, text: string): string;
  /** @throws {SecretBoxError} for another purpose, an unknown key, or a changed box. */
  open(purpose: string, sealed: string): string;
  /** Whether it was sealed with an older key, and should be sealed again. */
  isStale(sealed: string): boolean;
}

/** A box that cannot be opened, or a key that cannot be used. The message holds neither text nor key. */
export class SecretBoxError extends Error {
  override readonly name = 'SecretBoxError';
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * The keys of the settings: ENCRYPTION_KEYS in their order, and at the end one made from PERSON_SALT, so that the first
 * start needs no key and what it sealed stays readable when keys are added.
 */
export function keysFrom(encryptionKeys: readonly string[] | undefined, salt: string): readonly Buffer[] {
  const derived = Buffer.from(hkdfSync('sha256', salt, '', 'iom-assistant secret box', KEY_BYTES));
  return [...(encryptionKeys ?? []).map(readKey), derived];
}

/** A box over some keys: the first one seals, each of them opens. To change keys, put the new one first and keep the old ones. */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  const known = keys.map((bytes): Key => ({ id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }));
  const [first] = known;
  if (!first) throw new SecretBoxError('ENCRYPTION_KEYS is empty: nothing can be sealed. Give at least one key.');
  return {
    seal: (purpose, text) => seal(first, purpose, text),
    open: (purpose, sealed) => open(known, purpose, sealed),
    isStale: (sealed) => sealed.split('.')[1] !== first.id,
  };
}

function readKey(text: string, index: number): Buffer {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  throw new SecretBoxError(
    `ENCRYPTION_KEYS, key ${index + 1}: it has ${bytes.length} bytes instead of ${KEY_BYTES}. Make one with: openssl rand -base64 32`,
  );
}

function seal(key: Key, purpose: string, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, iv).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, key.id, Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')].join('.');
}

function open(keys: readonly Key[], purpose: string, sealed: string): string {
  const [version, id, data] = sealed.split('.');
  const key = keys.find((candidate) => candidate.id === id);
  if (version !== VERSION || !data || !key) {
    throw new SecretBoxError(
      'A sealed record cannot be opened: its key is unknown. Add the key it was sealed with to ENCRYPTION_KEYS.',
    );
  }
  const bytes = Buffer.from(data, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // The library's own error says less.
    throw new SecretBoxError(
      'A sealed record cannot be opened: it was changed, or moved from another place. Restore it from a backup.',
    );
  }
}
