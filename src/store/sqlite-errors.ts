import { StoreError, type StoreTrouble } from './store.js';

const TROUBLE: readonly (readonly [RegExp, StoreTrouble])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'full'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'damaged'],
  [/^(SQLITE_READONLY|EROFS)/, 'read-only'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'busy'],
  [/^(SQLITE_CANTOPEN|SQLITE_IOERR|SQLITE_PERM|EACCES|EPERM|ENOENT|ENOTDIR|EEXIST)/, 'unreachable'],
];

/** Thing, reason and cure for an error of the SQLite driver or the file system. */
export function explainSqlite(error: unknown, file: string, folder: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const trouble = TROUBLE.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  return new StoreError(trouble, message(trouble, code, file, folder));
}

/** Whether the file must be opened anew: after it is damaged, moved away, or its disk failed. */
export function spoilsSqlite(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  // The driver gives no code when it cannot open the file, only SQLite's number at the end of the text.
  if (typeof message === 'string' && message.startsWith('ConnectionFailed')) return 'SQLITE_CANTOPEN';
  return 'unknown';
}

function message(trouble: StoreTrouble, code: string, file: string, folder: string): string {
  switch (trouble) {
    case 'full':
      return `${file} cannot be written: the disk is full (${code}). Free some space; the assistant then goes on by itself.`;
    case 'damaged':
      return `${file} cannot be read: the file is damaged or not a database (${code}). It was left as it is. Move it and its -wal and -shm files away and put a backup in their place, or nothing to begin anew; the assistant then goes on by itself.`;
    case 'read-only':
      return `${file} cannot be written: the file or its folder is read-only (${code}). Make ${folder} writable, or set DATA_DIR to another folder.`;
    case 'busy':
      return `${file} cannot be written: another process holds it (${code}). Stop the other process, or use PostgreSQL (DATABASE_URL) for several.`;
    case 'unreachable':
      return `${file} cannot be opened: ${code}. Let the user that runs the assistant write to ${folder}, or set DATA_DIR to another folder.`;
    default:
      return `${file} refused a statement: ${code}. Report this with the version of the assistant.`;
  }
}
