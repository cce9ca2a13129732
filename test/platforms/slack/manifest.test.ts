import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { printManifest } from '../../../src/platforms/slack/manifest.js';
import { SHORTCUTS } from '../../../src/platforms/slack/on-shortcut.js';
import { SCOPES } from '../../../src/platforms/slack/scopes.js';
import { SLACK_TEXTS } from '../../support/slack-assistant.js';

const file = readFileSync(new URL('../../../manifests/slack/manifest.json', import.meta.url), 'utf8');
const manifest = JSON.parse(file);
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** @slack/web-api 8.2.0 does not list this scope yet, although its own method for suggested prompts needs it. */
const known = (json: string) => json.replace('"assistant:write"', '"assistant:write" as never');

describe('the manifest', () => {
  it.each([
    ['for HTTP', printManifest('https://assistant.example.org')],
    ['for Socket Mode', printManifest('socket')],
  ])('has the type that Slack’s own client gives it, %s', (_, json) => {
    const folder = mkdtempSync(join(root, 'node_modules', '.manifest-'));
    const source = join(folder, 'manifest.ts');
    const type = join(root, 'node_modules/@slack/web-api/dist/types/request/manifest.js');
    writeFileSync(
      source,
      `import type { Manifest } from '${type}';\nexport const manifest = ${known(json.trim())} satisfies Manifest;\n`,
    );
    const tsc = join(root, 'node_modules/.bin/tsc');
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--types',
      'node',
      source,
    ];
    const result = spawnSync(tsc, options, { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(result.stdout).toBe('');
    expect(result.status).toBe(0);
  });

  it('asks for the scopes that the code knows a reason for, and for no history of channels', () => {
    const { bot, bot_optional } = manifest.oauth_config.scopes;
    expect(bot).toEqual(SCOPES.filter(({ optional }) => !optional).map(({ scope }) => scope));
    expect(bot_optional).toEqual(SCOPES.filter(({ optional }) => optional).map(({ scope }) => scope));
    expect([...bot, ...bot_optional].filter((scope: string) => scope.endsWith(':history'))).toEqual(['im:history']);
    for (const { reason } of SCOPES) expect(SLACK_TEXTS).toHaveProperty(reason);
  });

  it('names the shortcuts, the command and the events that the code listens to', () => {
    const ids = manifest.features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id);
    expect(ids).toEqual(Object.values(SHORTCUTS));
    expect(manifest.features.slash_commands).toMatchObject([{ command: '/iom', usage_hint: expect.any(String) }]);
    const events = ['app_home_opened', 'app_mention', 'app_uninstalled', 'message.im', 'tokens_revoked'];
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(events);
  });

  it('uses the agent view, with at most four prompts, and keeps to Slack’s lengths', () => {
    const { features, display_information: shown } = manifest;
    expect(features).not.toHaveProperty('assistant_view');
    expect(features.agent_view.suggested_prompts).toHaveLength(4);
    const lengths: [string, number][] = [
      [shown.name, 35],
      [shown.description, 140],
      [shown.long_description, 4000],
      [features.agent_view.agent_description, 300],
      [features.bot_user.display_name, 80],
      [features.slash_commands[0].usage_hint, 1000],
      ...features.shortcuts.map(({ description }: { description: string }) => [description, 150]),
      ...features.shortcuts.map(({ name }: { name: string }) => [name, 24]),
    ];
    for (const [text, most] of lengths) expect([...text].length, text).toBeLessThanOrEqual(most);
    expect(shown.long_description.length).toBeGreaterThan(174);
  });
});

describe('printing it', () => {
  it('puts the server’s address in every place', () => {
    const printed = printManifest('https://assistant.example.org/iom/');
    expect(printed).not.toContain('iom-assistant.example.org');
    const { settings, features, oauth_config } = JSON.parse(printed);
    expect(settings.event_subscriptions.request_url).toBe('https://assistant.example.org/iom/slack/events');
    expect(settings.interactivity).toMatchObject({
      request_url: 'https://assistant.example.org/iom/slack/events',
      message_menu_options_url: 'https://assistant.example.org/iom/slack/events',
    });
    expect(features.slash_commands[0].url).toBe('https://assistant.example.org/iom/slack/events');
    expect(oauth_config.redirect_urls).toEqual(['https://assistant.example.org/iom/slack/oauth_redirect']);
  });

  it('for Socket Mode holds no address and switches it on', () => {
    const printed = printManifest('socket');
    expect(printed).not.toContain('https://');
    expect(JSON.parse(printed).settings.socket_mode_enabled).toBe(true);
  });

  it.each(['http://assistant.example.org', 'assistant', ''])('refuses an address that Slack would not take (%j)', (address) => {
    expect(() => printManifest(address)).toThrow(/https/);
  });
});
