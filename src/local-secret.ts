import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret of this machine, made once and kept in the data folder: for a start without any configuration. Replicas must
 * share PERSON_SALT instead.
 * @throws {Error} when the folder cannot be read or written, with the cure
 */
export function localSecret(directory: string): string {
  const file = join(directory, 'local-secret');
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `The data folder ${directory} cannot be written: ${reason}. Make it writable, or set PERSON_SALT and DATA_DIR.`,
      );
    }
  }
  return readFileSync(file, 'utf8');
}
