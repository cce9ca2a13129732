import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret of this machine, made once and kept in the data folder: for a start without any configuration. Replicas must
 * share PERSON_SALT instead. Where the folder cannot be used the secret lives as long as the process: the store says
 * what is wrong with the folder.
 */
export function localSecret(directory: string): string {
  const file = join(directory, 'local-secret');
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch {
    // It is there already, or cannot be written; reading tells which.
  }
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return randomBytes(32).toString('hex');
  }
}
