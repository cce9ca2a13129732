import { type Activity, TestAdapter } from 'botbuilder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTeamsBot } from '../../../src/platforms/teams/teams-bot.js';
import { openTeamsDoor, type TeamsDoor } from '../../support/teams-door.js';

// The bot as botbuilder's own test adapter drives it: no HTTP, no tokens, only the turns of a conversation.

let door: TeamsDoor;
let adapter: TestAdapter;
beforeEach(async () => {
  door = await openTeamsDoor();
  const bot = createTeamsBot(door.context);
  adapter = new TestAdapter((turn) => bot.onTurn(turn), {
    channelId: 'msteams',
    serviceUrl: 'https://smba.example.org/',
    locale: 'en-US',
  });
});
afterEach(() => door.close());

const card = (activity: Partial<Activity>) => activity.attachments?.[0]?.content;

describe('a conversation', () => {
  it('goes from a question back to an answer, help and a language', async () => {
    await adapter
      .send('who is the RTS for Congo')
      .assertReply((reply) => {
        expect(card(reply).actions.map(({ type }: { type: string }) => type)).toContain('Action.Execute');
      })
      .send('who deals with WASH?')
      .assertReply((reply) => {
        expect(reply.summary).toContain('prdcare@iom.int');
      })
      .send('help')
      .assertReply((reply) => {
        expect(card(reply).lang).toBe('en');
      })
      .send('langue ar')
      .assertReply((reply) => {
        expect(reply.text).toContain('بالعربية');
      })
      .send('who deals with WASH?')
      .assertReply((reply) => {
        expect(card(reply)).toMatchObject({ lang: 'ar', rtl: true });
      })
      .startTest();
  });

  it('answers an invoke in the turn', async () => {
    await adapter
      .send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { choice: 'WASH' } } } })
      .assertReply((reply) => {
        expect(reply).toMatchObject({ type: 'invokeResponse', value: { status: 200, body: { statusCode: 200 } } });
      })
      .startTest();
  });

  it('welcomes who adds it', async () => {
    const bot = TestAdapter.createConversation('c').bot;
    adapter = new TestAdapter((turn) => createTeamsBot(door.context).onTurn(turn), {
      channelId: 'msteams',
      serviceUrl: 'https://smba.example.org/',
    });
    await adapter
      .send({
        type: 'conversationUpdate',
        membersAdded: [{ id: bot.id, name: bot.name }],
        recipient: bot,
        locale: 'es',
      } as Partial<Activity>)
      .assertReply((reply) => {
        expect(JSON.stringify(card(reply))).toContain('«olvídame»');
      })
      .startTest();
  });
});
