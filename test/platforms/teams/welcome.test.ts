import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';

let door: TeamsDoor;
beforeEach(async () => {
  door = await openTeamsDoor();
});
afterEach(() => door.close());

describe('the welcome', () => {
  it('is said once, in the person’s language, however often Teams says that the app has come', async () => {
    await door.post(door.payload('conversation-update-bot'));
    await door.post(door.payload('installation-add'));
    await door.post(door.payload('installation-add', { id: 'again' }));
    await until(() => door.service.posted.length === 1);
    await door.platform.close();
    expect(door.service.posted).toHaveLength(1);
    const { activity, path } = door.service.posted[0] ?? { activity: {}, path: '' };
    expect(activity.attachments).toHaveLength(1);
    const [{ content }] = activity.attachments;
    expect(content.lang).toBe('fr');
    for (const word of ['« aide »', '« langue »', '« oubliez-moi »']) expect(JSON.stringify(content)).toContain(word);
    expect(path).toMatch(/\/activities$/);
  });

  it('is one post to a team, and none to its members', async () => {
    await door.post(door.payload('conversation-update-team'));
    await door.post(door.payload('conversation-update-person'));
    await until(() => door.service.posted.length === 1);
    await door.platform.close();
    expect(door.service.posted).toHaveLength(1);
    expect(decodeURIComponent(door.service.posted[0]?.path ?? '')).toContain('@thread.tacv2/activities');
    expect(door.service.posted[0]?.activity.attachments[0].content.lang).toBe('en');
  });
});
