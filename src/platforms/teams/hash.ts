import { createHash } from 'node:crypto';

/** A short key for something that happened, opaque and the same for the same parts. */
export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
