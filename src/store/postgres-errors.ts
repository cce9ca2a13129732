import { StoreError, type StoreTrouble } from './store.js';

const THING = 'PostgreSQL (DATABASE_URL)';

const TROUBLE: readonly (readonly [RegExp, StoreTrouble])[] = [
  [/^(28...|3D000|42501)$/, 'refused'],
  [/^53100$/, 'full'],
  [/^(53300|53400|55P03|40001|40P01)$/, 'busy'],
  [/^25006$/, 'read-only'],
  [/^(XX001|XX002|58P01|58030)$/, 'damaged'],
  [/^(08...|57...|E[A-Z]{3,}.*)$/, 'unreachable'],
];

// These come from the driver without a code.
const BROKEN = /terminated|timeout|not queryable|Connection ended|socket|SSL|TLS/i;

/** Thing, reason and cure for an error of the PostgreSQL driver. Never the server's detail: it may repeat stored values. */
export function explainPostgres(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const trouble = TROUBLE.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  return new StoreError(trouble, message(trouble, code));
}

/**
 * Whether to throw all connections away: after a query that got no reply the connection still waits for it; after the
 * tables are gone (a restored or emptied database) they must be made again, and after a newer replica changed them, or
 * something between us and the server forgot our plans, statements must be planned anew.
 */
export function spoilsPostgres(error: unknown): boolean {
  return ['ETIMEDOUT', '42P01', '0A000', '26000'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && code !== '') return code;
  // A host with several addresses gives one error for each.
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  if (typeof message !== 'string') return 'unknown';
  if (message === 'Query read timeout') return 'ETIMEDOUT';
  return BROKEN.test(message) ? 'ECONNECTION' : 'unknown';
}

function message(trouble: StoreTrouble, code: string): string {
  switch (trouble) {
    case 'refused':
      return `${THING} refuses us: ${code}. Check the user, the password, the name of the database and the rights on its schema.`;
    case 'full':
      return `${THING} cannot write: its disk is full (${code}). Free some space there; the assistant then goes on by itself.`;
    case 'busy':
      return `${THING} has no room now: ${code}. Allow more connections, or run fewer replicas; the assistant tries again by itself.`;
    case 'read-only':
      return `${THING} cannot write: the server is read-only (${code}). Point DATABASE_URL at the primary server.`;
    case 'damaged':
      return `${THING} cannot read its files: ${code}. Look at the server's log and restore a backup.`;
    case 'unreachable':
      return `${THING} cannot be reached: ${code}. Start it or repair the network; the assistant then goes on by itself.`;
    default:
      return `${THING} refused a statement: ${code}. Report this with the version of the assistant.`;
  }
}
