import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Assistant } from '../../src/assistant.js';
import type { Language, Question } from '../../src/question.js';
import { sampleOf } from './sample-answers.js';

type Texts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const textsOf = (name: string): Texts =>
  parse(readFileSync(new URL(`../../knowledge/interface/${name}.yaml`, import.meta.url), 'utf8'));

/** The texts of the web console, as they stand in knowledge/. */
export const WEB_TEXTS = textsOf('web');

/** The texts of the pages /privacy and /terms. */
export const PAGE_TEXTS = textsOf('pages');

/** An assistant with hand-made answers and the console's real texts. `asked` holds every question it got. */
export function webAssistant(): { assistant: Assistant; asked: Question[] } {
  const asked: Question[] = [];
  const answerTo = (question: Question) => {
    asked.push(question);
    if (question.text === 'explode') throw new Error('The stub explodes on purpose.');
    return sampleOf('contact', question.language ?? question.localeHint ?? 'en');
  };
  const assistant: Assistant = {
    ask: answerTo,
    explain: (question) => ({ answer: answerTo(question), trace: [] }),
    answerFor: () => undefined,
    search: () => [],
    countries: () => [],
    shelves: () => [],
    starters: (language) => [{ label: `WASH <${language}>`, value: 'Who deals with "WASH"?' }],
    say(language, key, values = {}) {
      const [file, name = ''] = key.split('.', 2);
      const text = (file === 'pages' ? PAGE_TEXTS : WEB_TEXTS)[name]?.[language];
      if (text === undefined) throw new Error(`No text "${key}".`);
      return text.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? ''));
    },
    asOf: '2022-11',
  };
  return { assistant, asked };
}
