import { type Logger, pino } from 'pino';

/** Fields that may hold a secret or a person's words; they never reach the log. */
const SECRET_FIELDS = ['token', 'secret', 'password', 'authorization', 'text', 'question', 'body', 'payload', 'comment'];
const REDACTED = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Structured log on standard error (standard output belongs to answers), secrets and message text redacted. */
export function createLog(level: string): Logger {
  return pino(
    { level, redact: { paths: [...REDACTED, 'req.headers', '*.headers'], censor: '[redacted]' }, base: null },
    pino.destination({ fd: 2, sync: false }),
  );
}
