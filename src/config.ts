import { z } from 'zod';

// The one place that knows the names of environment variables. Each is described in README.md and .env.example.

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional());
const list = z.string().transform((v) =>
  v
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean),
);

const environment = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  KNOWLEDGE_DIR: z.string().default('knowledge'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')),
  SLACK_SIGNING_SECRET: optional(z.string().min(8)),
  SLACK_BOT_TOKEN: optional(z.string().startsWith('xoxb-')),
  SLACK_APP_TOKEN: optional(z.string().startsWith('xapp-')),
  SLACK_API_URL: optional(z.url()),
  SLACK_CLIENT_ID: optional(z.string()),
  SLACK_CLIENT_SECRET: optional(z.string()),
  SLACK_STATE_SECRET: optional(z.string().min(16)),
  SLACK_ALLOWED_TEAMS: optional(list),
  TEAMS_APP_ID: optional(z.string()),
  TEAMS_APP_PASSWORD: optional(z.string()),
  TEAMS_TENANT_ID: optional(z.string()),
  TEAMS_ALLOWED_TENANTS: optional(list),
  TEAMS_OPENID_METADATA_URL: optional(z.url()),
  TEAMS_LOGIN_URL: optional(z.url()),
  TEAMS_DEVELOPER_NAME: optional(z.string().max(32)),
  TEAMS_WEBSITE_URL: optional(z.url()),
  TEAMS_PRIVACY_URL: optional(z.url()),
  TEAMS_TERMS_URL: optional(z.url()),
  CONSOLE_PASSWORD: optional(z.string().min(8)),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  PUBLIC_URL: optional(z.url()),
  ENCRYPTION_KEYS: optional(list),
  PERSON_SALT: optional(z.string().min(16)),
  RETENTION_DAYS: z.coerce.number().int().min(1).default(90),
  RATE_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  METRICS: flag.default(true),
});

/** Settings, read once at start. */
export type Config = Readonly<z.infer<typeof environment>> & { readonly production: boolean };

/** A setting that cannot be used: its name, what was read, what is expected. Secrets are not repeated. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const SECRET = /SECRET|TOKEN|PASSWORD|KEYS|SALT|DATABASE_URL/;

/**
 * Reads and checks all settings.
 * @throws {ConfigError} naming every wrong variable, and every door that production must not leave open.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = environment.safeParse(env);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues
        .map((issue) => {
          const name = String(issue.path[0]);
          const read = SECRET.test(name) ? '(not shown)' : JSON.stringify(env[name] ?? '');
          return `${name} is ${read}: ${issue.message}. Correct it or unset it; see .env.example.`;
        })
        .join('\n'),
    );
  }
  const config = { ...result.data, production: result.data.NODE_ENV === 'production' };
  const open = config.production ? openDoors(config) : [];
  if (open.length > 0) throw new ConfigError(open.join('\n'));
  return config;
}

function openDoors(config: Config): string[] {
  const doors: string[] = [];
  if ((config.SLACK_BOT_TOKEN || config.SLACK_CLIENT_ID) && !config.SLACK_SIGNING_SECRET && !config.SLACK_APP_TOKEN) {
    doors.push(
      'SLACK_SIGNING_SECRET is missing: without it anybody could pretend to be Slack. Set it, or unset the other SLACK_ variables.',
    );
  }
  if ((config.TEAMS_APP_PASSWORD || config.TEAMS_TENANT_ID) && !config.TEAMS_APP_ID) {
    doors.push(
      'TEAMS_APP_ID is missing: without it anybody could pretend to be Teams. Set it, or unset the other TEAMS_ variables.',
    );
  }
  if (!config.CONSOLE_PASSWORD) {
    doors.push(
      'CONSOLE_PASSWORD is missing: with NODE_ENV=production the web console needs one. Set it to at least eight characters.',
    );
  }
  if (!config.PERSON_SALT)
    doors.push('PERSON_SALT is missing: ids of people are hashed with it. Set it to at least 16 random characters.');
  return doors;
}

/** The environment of this process: the one place that reads it. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
