import fc from 'fast-check';
import type { Answer } from '../../src/answer.js';
import { LANGUAGES } from '../../src/question.js';
import { HOSTILE_STRINGS, sampleAnswer, sampleSection } from '../support/sample-answers.js';

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...HOSTILE_STRINGS),
  fc.constantFrom(
    '',
    ' ',
    'doe@iom.int',
    'اكتب إلى DOE على doe@iom.int قبل 2022-11',
    'A/RES/70/296',
    'Genève : l’OIM',
    'San José',
  ),
);
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const address = fc.oneof(fc.constantFrom('doe@iom.int', 'prdcare@iom.int'), words);
const url = fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.constant('https://www.iom.int/a_(b)*c'), words);

const section = fc
  .record({
    heading: optional(words),
    paragraphs: list(words),
    items: list(words),
    notes: list(words),
    facts: list(fc.record({ label: words, value: words })),
    contacts: list(fc.record({ name: words, address })),
    documents: list(fc.record({ title: words, url: optional(url), note: optional(words) })),
  })
  .map((parts) => sampleSection(parts as Parameters<typeof sampleSection>[0]));

/** Any answer that fits on a card: empty, odd and hostile texts in every field. */
export const anyAnswer: fc.Arbitrary<Answer> = fc
  .record({
    language: fc.constantFrom(...LANGUAGES),
    outcome: fc.constantFrom('answer', 'clarify', 'unknown', 'help'),
    title: words,
    summary: words,
    why: words,
    sections: fc.array(section, { maxLength: 3 }),
    choices: fc.array(fc.record({ label: words, value: words }), { maxLength: 12 }),
    sources: list(fc.record({ id: words, title: words, asOf: fc.constantFrom('2022-11', '2024-10', '') })),
    mail: optional(fc.record({ to: address, subject: words, body: words })),
  })
  .map(({ language, mail, ...parts }) => {
    const withMail = parts.outcome === 'answer' && mail ? { mail } : {};
    return sampleAnswer(language, { ...parts, ...withMail } as Partial<Answer>);
  });
