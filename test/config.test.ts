import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('readConfig', () => {
  it('starts with no settings at all, on this machine only', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3978, HOST: '127.0.0.1', KNOWLEDGE_DIR: 'knowledge', production: false });
  });

  it('takes an empty value for one that is not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', DATABASE_URL: '' }).SLACK_BOT_TOKEN).toBeUndefined();
  });

  it.each([
    ['PORT', 'seventy'],
    ['LOG_LEVEL', 'loud'],
    ['SLACK_API_URL', 'slack'],
    ['DATABASE_URL', 'mysql://x'],
  ])('refuses a wrong %s by its name', (name, value) => {
    expect(refusal({ [name]: value })).toContain(name);
  });

  it('never repeats a secret', () => {
    expect(refusal({ SLACK_BOT_TOKEN: 'not-a-token-1234' })).not.toContain('not-a-token-1234');
  });

  it.each([
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['TEAMS_APP_ID', { TEAMS_APP_PASSWORD: 'secret' }],
    ['CONSOLE_PASSWORD', {}],
    ['PERSON_SALT', { CONSOLE_PASSWORD: 'long enough' }],
  ])('refuses an open door in production: no %s', (missing, env) => {
    expect(refusal({ NODE_ENV: 'production', ...env })).toContain(`${missing} is missing`);
  });
});
