import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSE } from '../../../src/platforms/slack/browse.js';
import { HOME } from '../../../src/platforms/slack/home.js';
import { SHORTCUTS } from '../../../src/platforms/slack/on-shortcut.js';
import { packReference } from '../../../src/platforms/slack/reference.js';
import { VIEWS } from '../../../src/platforms/slack/views.js';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';

const folder = new URL('../../payloads/slack/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length));
const manifest = JSON.parse(readFileSync(new URL('../../../manifests/slack/manifest.json', import.meta.url), 'utf8'));

let door: SlackDoor;
beforeAll(async () => {
  door = await openSlackDoor();
});
afterAll(() => door.close());

const reference = packReference({ question: { via: 'mention', text: 'who helps with water', language: 'en' }, language: 'en' });
const payload = (name: string) => door.payload(name, { reference, metadata: JSON.stringify({ l: 'en', t: 'C1:1' }) });

describe('the recorded payloads', () => {
  it.each(names)('%s is acknowledged', async (name) => {
    const { status } = await door.send(payload(name));
    await door.quiet();
    expect(status).toBe(200);
    expect(door.desk.failures).toEqual([]);
    expect(door.limitFaults()).toEqual([]);
  });

  it('show every event that the manifest asks for', () => {
    const shown = names
      .map(payload)
      .flatMap(({ event }) => (event === undefined ? [] : [event.type, `${event.type}.${event.channel_type}`]));
    expect(manifest.settings.event_subscriptions.bot_events.filter((event: string) => !shown.includes(event))).toEqual([]);
  });

  it('show every shortcut, every view that comes back, and every kind of button and menu', () => {
    const all = names.map(payload);
    const shortcuts = all.map(({ callback_id }) => callback_id);
    expect(Object.values(SHORTCUTS).filter((id) => !shortcuts.includes(id))).toEqual([]);
    const views = all
      .filter(({ type }) => String(type).startsWith('view_'))
      .map(({ type, view }) => `${type} ${view.callback_id}`);
    const expected = [`view_submission ${VIEWS.ask}`, `view_submission ${VIEWS.comment}`, `view_closed ${VIEWS.comment}`];
    expect(views.sort()).toEqual(expected.sort());
    const pressed = all.flatMap(({ actions = [], action_id }) => [
      action_id,
      ...actions.map((one: { action_id: string }) => one.action_id),
    ]);
    const kinds = new Set(pressed.filter((id) => id !== undefined).map((id: string) => id.split(':')[0]));
    const known = ['choice', 'why', 'mail', 'share', 'feedback', ...Object.values(HOME), ...Object.values(BROWSE)];
    expect(known.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
