import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTeamsDoor, type TeamsDoor, until } from '../../support/teams-door.js';

let door: TeamsDoor;
beforeEach(async () => {
  door = await openTeamsDoor();
});
afterEach(() => door.close());

describe('a pressed choice', () => {
  it('is answered with the card that takes its place', async () => {
    const { status, json } = await door.post(door.payload('invoke-choice'));
    expect([status, json.statusCode, json.type]).toEqual([200, 200, 'application/vnd.microsoft.card.adaptive']);
    expect(json.value.type).toBe('AdaptiveCard');
    expect(door.asked[0]).toMatchObject({ text: 'Who is the RTS for the Republic of the Congo?', via: 'message' });
  });

  it('changes the message for good in a personal chat', async () => {
    await door.post(door.payload('invoke-choice'));
    await until(() => door.service.posted.length === 1);
    expect(door.service.posted[0]).toMatchObject({
      method: 'PUT',
      activity: { id: '1795515330002', attachments: [{ content: { type: 'AdaptiveCard' } }] },
    });
  });

  it('leaves the question to the others in a channel', async () => {
    await door.post(door.payload('invoke-choice', { conversation: door.payload('message-channel').conversation }));
    await door.platform.close();
    expect(door.service.posted).toEqual([]);
  });

  it('counts once when it is pressed twice, and shows the same card', async () => {
    const [one, two] = await Promise.all([
      door.post(door.payload('invoke-choice')),
      door.post(door.payload('invoke-choice', { id: 'again' })),
    ]);
    expect(one?.json).toEqual(two?.json);
    expect([door.answered.length, door.desk.remembered.length, door.counts.duplicate]).toEqual([1, 1, 1]);
  });

  it('that says nothing is refused in words', async () => {
    for (const action of [undefined, {}, { data: { choice: 7 } }, { data: { choice: ' ' } }]) {
      const { status, json } = await door.post(door.payload('invoke-choice', { value: { action }, locale: 'es-ES' }));
      expect([status, json.statusCode, json.type]).toEqual([200, 400, 'application/vnd.microsoft.error']);
      expect(json.value.message).toContain('Este botón ya no funciona');
    }
  });

  it('is refused in words when presses come too fast, and answered when the store is down', async () => {
    door.desk.tooFast = true;
    expect((await door.post(door.payload('invoke-choice'))).json.statusCode).toBe(429);
    door.desk.tooFast = false;
    door.desk.down = true;
    expect((await door.post(door.payload('invoke-choice'))).json.statusCode).toBe(200);
  });
});

describe('the search', () => {
  it('shows a list before anything is typed', async () => {
    const { json } = await door.post(door.payload('invoke-search-first'));
    expect(json.composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
    expect(json.composeExtension.attachments).toHaveLength(25);
    const [first] = json.composeExtension.attachments;
    expect(first.preview).toEqual({
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: {
        title: 'RMM &lt;b&gt;',
        text: 'rmm@iom.int',
        tap: { type: 'invoke', value: { key: 'contact:rmm', language: 'en' } },
      },
    });
  });

  it('finds by words, a page at a time', async () => {
    const search = (skip: number) =>
      door.post(
        door.payload('invoke-search', {
          value: { parameters: [{ name: 'words', value: 'country' }], queryOptions: { skip, count: 25 } },
        }),
      );
    const pages = [await search(0), await search(25), await search(50)].map(
      ({ json }) => json.composeExtension.attachments.length,
    );
    expect(pages).toEqual([25, 25, 9]);
    expect((await search(75)).json.composeExtension.attachments).toEqual([]);
  });

  it('says so when nothing is found', async () => {
    const { json } = await door.post(door.payload('invoke-search', { value: { parameters: [{ name: 'words', value: 'zzz' }] } }));
    expect(json.composeExtension).toEqual({ type: 'message', text: 'Nothing in the handbook has that name.' });
  });

  it('bears with values of any kind', async () => {
    for (const value of [
      null,
      {},
      7,
      { parameters: 7 },
      { parameters: [null] },
      { queryOptions: { skip: -1, count: 'x' } },
      { queryOptions: { skip: 1e9 } },
    ]) {
      expect((await door.post(door.payload('invoke-search', { value }))).status).toBe(200);
    }
  });

  it('inserts the card of what was picked, without buttons', async () => {
    const { json } = await door.post(door.payload('invoke-select'));
    const [card] = json.composeExtension.attachments;
    expect(card.content.type).toBe('AdaptiveCard');
    expect(card.content.actions).toBeUndefined();
    const gone = await door.post(door.payload('invoke-select', { value: { key: 'contact:gone', language: 'fr' } }));
    expect(gone.json.composeExtension.type).toBe('message');
  });
});

describe('an opinion', () => {
  const ask = async () => {
    await door.post(door.payload('message-personal', { text: 'qui pour le WASH ?' }));
    await until(() => door.desk.remembered.length === 1);
  };
  const about = (name: string, changes = {}) => door.payload(name, { replyToId: 'reply-1', ...changes });

  it('opens a form in the language of the answer', async () => {
    await ask();
    const { json } = await door.post(about('invoke-feedback-form'));
    expect(json.task).toMatchObject({
      type: 'continue',
      value: {
        title: 'Votre avis',
        card: { content: { lang: 'fr', body: [{ id: 'feedbackText', label: expect.stringContaining('fallu') }] } },
      },
    });
  });

  it('is kept with what the answer was about', async () => {
    await ask();
    const { status, json } = await door.post(about('invoke-feedback'));
    expect([status, json]).toEqual([200, {}]);
    expect(door.desk.feedback).toEqual([
      expect.objectContaining({
        helpful: false,
        topics: ['echo:qui pour le WASH ?'],
        language: 'fr',
        question: 'qui pour le WASH ?',
        comment: 'The office moved.',
      }),
    ]);
    expect(door.counts.feedback).toBe(1);
  });

  it('is kept without a comment, in any form Teams sends it', async () => {
    for (const feedback of ['{}', '{"feedbackText":""}', undefined]) {
      await door.post(
        about('invoke-feedback', { value: { actionName: 'feedback', actionValue: { reaction: 'like', feedback } } }),
      );
    }
    await door.post(
      about('invoke-feedback', {
        value: { actionName: 'feedback', actionValue: { reaction: 'like', feedback: { feedbackText: ' good ' } } },
      }),
    );
    expect(door.desk.feedback.map(({ helpful, comment }) => [helpful, comment])).toEqual([
      [true, undefined],
      [true, undefined],
      [true, undefined],
      [true, 'good'],
    ]);
  });

  it('that names no message is about the person’s newest answer', async () => {
    await ask();
    const { replyToId: _, ...unnamed } = about('invoke-feedback');
    await door.post(unnamed);
    await door.post({ ...unnamed, from: { id: '29:other' } });
    expect(door.desk.feedback.map(({ topics }) => topics)).toEqual([['echo:qui pour le WASH ?'], []]);
  });

  it('about a message that is not remembered is kept all the same', async () => {
    await door.post(door.payload('invoke-feedback'));
    expect(door.desk.feedback[0]).toMatchObject({ topics: [], language: 'en' });
  });

  it('that is none is refused, and one that cannot be kept says so', async () => {
    expect((await door.post(about('invoke-feedback', { value: { actionName: 'other' } }))).status).toBe(400);
    expect((await door.post(about('invoke-feedback-form', { value: null }))).status).toBe(400);
    door.desk.down = true;
    expect((await door.post(about('invoke-feedback'))).status).toBe(503);
  });
});

describe('an invoke that is not ours', () => {
  it('gets 501', async () => {
    expect((await door.post(door.payload('invoke-unknown'))).status).toBe(501);
  });
});
