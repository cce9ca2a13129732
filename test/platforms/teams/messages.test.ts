import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptedOf, type Work, workOf } from '../../../src/platforms/teams/work.js';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';

let door: TeamsDoor;
beforeEach(async () => {
  door = await openTeamsDoor();
});
afterEach(() => door.close());

const answered = (count: number) => until(() => door.service.posted.length === count);

describe('a message', () => {
  it('in a personal chat is asked as a message and answered with a card', async () => {
    await door.post(door.payload('message-personal'));
    await answered(1);
    expect(door.asked[0]).toEqual({ via: 'message', text: 'who deals with WASH?', prior: [], localeHint: 'en' });
    const { path, activity } = door.service.posted[0] ?? { path: '', activity: {} };
    expect(decodeURIComponent(path)).toBe(
      `/v3/conversations/${door.payload('message-personal').conversation.id}/activities/1795515330001`,
    );
    expect(activity).toMatchObject({
      type: 'message',
      replyToId: '1795515330001',
      summary: expect.stringContaining('prdcare@iom.int'),
    });
    // A text beside the card would make two messages of it.
    expect(activity.text).toBeUndefined();
    expect(activity.attachments).toEqual([
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: expect.objectContaining({ type: 'AdaptiveCard', version: '1.5' }),
      },
    ]);
    await until(() => door.desk.remembered.length === 1);
    expect(door.answered).toEqual([{ outcome: 'answer', language: 'en', platform: 'teams' }]);
  });

  it('cites its source, asks for an opinion and carries no label of generated text', async () => {
    await door.post(door.payload('message-personal'));
    await answered(1);
    const { activity } = door.service.posted[0] ?? { activity: {} };
    const entities = activity.entities.filter(({ type }: { type: string }) => type === 'https://schema.org/Message');
    expect(entities).toHaveLength(1);
    expect(entities[0].citation).toEqual([
      {
        '@type': 'Claim',
        position: 1,
        appearance: { '@type': 'DigitalDocument', name: 'IOM Emergency Manual: About IOM', abstract: 'As of: 2022-11' },
      },
    ]);
    expect(activity.channelData).toEqual({ feedbackLoop: { type: 'custom' } });
    expect(JSON.stringify(activity)).not.toContain('AIGeneratedContent');
  });

  it('in a channel loses the mention, keeps its entities decoded, and has channel and team as context', async () => {
    await door.post(door.payload('message-channel'));
    await answered(1);
    expect(door.asked[0]).toMatchObject({
      via: 'mention',
      text: 'who deals with water & sanitation?',
      channel: 'Kenya emergency East Africa',
    });
    expect(decodeURIComponent(door.service.posted[0]?.path ?? '')).toContain(';messageid=1795515330123/activities/1795515330123');
  });

  it('in a group chat loses every mention of the assistant and keeps other people’s', async () => {
    await door.post(door.payload('message-group'));
    await answered(1);
    expect(door.asked[0]).toMatchObject({
      via: 'mention',
      text: expect.stringMatching(/^Jean Dupont asks who the RTS is$/),
      channel: 'Flood response Chad',
    });
  });

  it('from a slash command is answered for the asker’s eyes only', async () => {
    await door.post(door.payload('message-slash'));
    await answered(1);
    const { targeted, activity, path } = door.service.posted[0] ?? { targeted: false, activity: {}, path: '' };
    expect(door.asked[0]?.via).toBe('slash');
    expect(targeted).toBe(true);
    expect(activity.recipient).toMatchObject({ isTargeted: true, aadObjectId: door.payload('message-slash').from.aadObjectId });
    expect(path).toMatch(/\/activities\?isTargetedActivity=true$/);
    expect(activity.replyToId).toBeUndefined();
  });

  it('from a slash command is answered in the thread where private replies are not taken', async () => {
    door.service.faults.push({ status: 400, on: /isTargeted/ });
    await door.post(door.payload('message-slash'));
    await answered(1);
    expect(door.service.posted[0]).toMatchObject({ targeted: false, activity: { replyToId: '1795515330300' } });
    expect(door.service.posted[0]?.activity.recipient.isTargeted).toBeUndefined();
  });

  it('that is an empty mention gets what the assistant can do', async () => {
    await door.post(door.payload('message-empty-mention', { locale: 'fr-FR' }));
    await answered(1);
    expect(door.asked[0]).toMatchObject({ text: 'aide', language: 'fr' });
    expect(door.service.posted[0]?.activity.channelData).toBeUndefined();
  });

  it.each(['message-from-bot', 'message-reaction', 'conversation-update-person', 'installation-remove'])(
    '%s is acknowledged and not answered',
    async (name) => {
      expect((await door.post(door.payload(name))).status).toBe(200);
      expect(door.desk.accepted).toEqual([]);
    },
  );

  it('that follows another is asked with the thread before it', async () => {
    await door.post(door.payload('message-personal'));
    await until(() => door.desk.remembered.length === 1);
    await door.post(door.payload('message-personal', { id: '2', text: 'and RMM?' }));
    await answered(2);
    expect(door.asked[1]).toMatchObject({ text: 'and RMM?', prior: ['who deals with WASH?'] });
  });

  it('of one person is not told to another', async () => {
    await door.post(door.payload('message-channel'));
    await until(() => door.desk.remembered.length === 1);
    await door.post(door.payload('message-channel', { id: '2', from: { id: '29:other', aadObjectId: 'other' } }));
    await answered(2);
    expect(door.asked[1]?.prior).toEqual([]);
  });

  it('delivered again is answered once', async () => {
    await door.post(door.payload('message-personal'));
    await answered(1);
    await Promise.all([door.post(door.payload('message-personal')), door.post(door.payload('message-personal'))]);
    await door.platform.close();
    expect([door.service.posted.length, door.counts.duplicate]).toEqual([1, 2]);
  });

  it('from a button that Teams sends as a message is asked, and answered once for a double press', async () => {
    await Promise.all([
      door.post(door.payload('message-submit')),
      door.post(door.payload('message-submit', { id: 'pressed again' })),
    ]);
    await answered(1);
    await door.platform.close();
    expect(door.asked.map(({ text }) => text)).toEqual(['Who is the RTS for the Republic of the Congo?']);
    expect(door.counts.duplicate).toBe(1);
  });

  it('from a button is a question of its own, whatever was asked before', async () => {
    await door.post(door.payload('message-personal'));
    await until(() => door.desk.remembered.length === 1);
    await door.post(door.payload('message-submit'));
    await answered(2);
    await door.post(door.payload('invoke-choice'));
    expect(door.asked.map(({ prior }) => prior)).toEqual([[], [], []]);
  });

  it('whose answer takes over a second shows that it is being written', async () => {
    door.desk.delay = 1300;
    await door.post(door.payload('message-personal'));
    await answered(1);
    expect(door.service.typing).toHaveLength(1);
    door.desk.delay = 0;
    await door.post(door.payload('message-personal', { id: 'quick' }));
    await answered(2);
    expect(door.service.typing).toHaveLength(1);
  });

  it('that the assistant stumbles over is still answered, without its words in the log', async () => {
    await door.post(door.payload('message-personal', { text: 'explode' }));
    await answered(1);
    expect(door.service.posted[0]?.activity.text).toContain('I could not prepare the answer');
    expect(JSON.stringify(door.logged)).not.toContain('explode');
    expect(door.logged).toHaveLength(1);
  });

  it('is answered even when the store is down, and once when it is only slow', async () => {
    door.desk.down = true;
    expect((await door.post(door.payload('message-personal'))).status).toBe(200);
    await answered(1);
    expect(door.logged[0]?.message).toMatch(/store is down/);
    await door.post(door.payload('message-personal'));
    door.desk.down = false;
    await door.desk.accept(acceptedOf(workOf(door.payload('message-personal')) as Work, door.payload('message-personal')));
    await door.platform.close();
    expect([door.service.posted.length, door.counts.duplicate]).toEqual([1, 1]);
  });

  it('of someone who asks too fast is refused with one word of it a minute', async () => {
    door.desk.tooFast = true;
    for (let n = 0; n < 5; n += 1) await door.post(door.payload('message-personal', { id: `fast-${n}` }));
    await door.platform.close();
    // A minute may end between two of them.
    expect(door.service.posted.length).toBeLessThanOrEqual(2);
    expect(door.service.posted[0]?.activity.text).toContain('many questions at once');
    expect([door.asked.length, door.counts.refused]).toEqual([0, 5]);
  });

  it('is answered in its own language, from right to left in Arabic', async () => {
    await door.post(door.payload('message-personal', { text: 'من المسؤول عن المياه؟' }));
    await answered(1);
    expect(door.service.posted[0]?.activity.attachments[0].content).toMatchObject({ lang: 'ar', rtl: true });
  });

  it('leaves no text or id of a person in the log', async () => {
    await door.post(door.payload('message-personal'));
    await answered(1);
    expect(JSON.stringify(door.logged)).not.toMatch(/WASH|Amina|8c8f4a6e/);
  });
});
