import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/question.js';
import { renderPlainText } from '../../src/render/plain-text.js';
import { realEngine } from '../support/engine.js';
import { holesIn } from '../support/hostile-holes.js';
import { CANARY, HOSTILE_KINDS, HOSTILE_PIECES } from '../support/hostile-texts.js';

const { assistant } = realEngine();
const OUTCOMES = ['answer', 'clarify', 'unknown', 'help'];
/** Words that lead into every kind of reply, for the hostile pieces to stand among. */
const OURS = [
  'who is the RTS for ',
  'Guine',
  'Congo ',
  'Kenia ',
  'WASH ',
  'and ',
  'not ',
  'MCOF ',
  'في ',
  'quel bureau ',
  'help ',
];
const SECONDS = 4;

const unit = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...OURS) },
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_PIECES.map((piece) => piece.slice(0, 200))) },
  {
    weight: 1,
    arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
const hostileText = fc.array(unit, { maxLength: 30 }).map((pieces) => pieces.join(''));

const hostileQuestion: fc.Arbitrary<Question> = fc.record(
  {
    via: fc.constantFrom('message', 'mention', 'slash'),
    text: hostileText,
    channel: hostileText,
    prior: fc.array(hostileText, { maxLength: 12 }),
    language: fc.constantFrom('en', 'fr', 'es', 'ar'),
    localeHint: fc.constantFrom('en', 'fr', 'es', 'ar'),
  },
  { requiredKeys: ['via', 'text'] },
) as fc.Arbitrary<Question>;

describe.each(HOSTILE_KINDS.map((kind) => [kind.name, kind] as const))('a text of %s', (_, kind) => {
  test('gets an answer that repeats nothing of it as markup, alone and in a thread and a channel of the same', () => {
    for (const length of [1, 37, 4000, 1_000_000]) {
      const text = kind.text(length);
      const prior = [text.slice(0, 500), text.slice(0, 500)];
      const questions: Question[] = [
        { via: 'message', text },
        { via: 'slash', text: `who is the RTS for ${text}`, prior, channel: text.slice(0, 4000) },
      ];
      for (const question of questions) {
        const answer = assistant.ask(question);
        expect(OUTCOMES).toContain(answer.outcome);
        expect(holesIn(answer)).toEqual([]);
        expect(renderPlainText(answer)).not.toContain(CANARY);
      }
    }
  });

  test('is read no further than its beginning, so that a megabyte costs no more steps than a page', () => {
    const page = assistant.explain({ via: 'message', text: kind.text(4000) });
    const megabyte = assistant.explain({ via: 'message', text: kind.text(1_000_000) });
    expect(megabyte.trace).toEqual(page.trace);
  });
});

describe('any question at all', () => {
  test('gets an answer that repeats nothing of it as markup', () => {
    fc.assert(
      fc.property(hostileQuestion, (question) => {
        const answer = assistant.ask(question);
        expect(OUTCOMES).toContain(answer.outcome);
        expect(holesIn(answer)).toEqual([]);
      }),
      { numRuns: 1500, interruptAfterTimeLimit: SECONDS * 1000 },
    );
  });

  test('gets the same answer when it is asked again, whatever was asked between', () => {
    fc.assert(
      fc.property(hostileQuestion, hostileQuestion, (question, other) => {
        const first = assistant.ask(question);
        assistant.ask(other);
        expect(assistant.ask(question)).toEqual(first);
      }),
      { numRuns: 500, interruptAfterTimeLimit: SECONDS * 1000 },
    );
  });

  test('can be answered again from each button of its answer', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const answer = assistant.ask({ via: 'message', text: `who is the RTS for ${text}` });
        for (const { value } of answer.choices)
          expect(holesIn(assistant.ask({ via: 'message', text: value, prior: [text] }))).toEqual([]);
      }),
      { numRuns: 500, interruptAfterTimeLimit: SECONDS * 1000 },
    );
  });

  test('finds only what is there when it is typed into the search', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 0, max: 30 }), (words, limit) => {
        const found = assistant.search(words, 'en', limit);
        expect(found.length).toBeLessThanOrEqual(limit);
        for (const { key } of found) expect(assistant.answerFor(key, 'ar')).toBeDefined();
      }),
      { numRuns: 300, interruptAfterTimeLimit: SECONDS * 1000 },
    );
  });

  test('names nothing that is there when it is taken for a key', () => {
    for (const key of ['__proto__', 'constructor', 'country:__proto__', 'topic:constructor', 'toString', '', ...HOSTILE_PIECES])
      expect(assistant.answerFor(key, 'en')).toBeUndefined();
  });
});
