// Time to answer with knowledge a hundred times as large as the handbook's: 20,000 more places and 30,000 more example
// questions, made up with a fixed seed. Learning them takes minutes. Run: npx tsx bench/understand-grown.ts

import { readFileSync } from 'node:fs';
import { createAssistant } from '../src/create-assistant.js';
import type { Knowledge } from '../src/knowledge/knowledge.js';
import { loadKnowledge } from '../src/knowledge/load.js';
import { createDictionaries, learn } from '../src/understand/model.js';
import { taughtQuestions } from '../src/understand/taught.js';
import { randomFrom } from '../src/understand/train.js';
import type { Case } from '../test/support/judge.js';
import { quantile, time } from './timing.js';

const PLACES = 20_000;
const QUESTIONS = 30_000;
const random = randomFrom(11);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** A pronounceable name that no map knows. */
function name(): string {
  const syllables = ['ka', 'lo', 'mi', 'ndu', 'ra', 'sé', 'tor', 'vu', 'zan', 'bel', 'gwi', 'ha', 'pe', 'quo', 'xi', 'yam'];
  const word = Array.from({ length: 3 + Math.floor(random() * 2) }, () => pick(syllables)).join('');
  return word[0]?.toUpperCase() + word.slice(1);
}

function grown(knowledge: Knowledge): Knowledge {
  const countries = [...knowledge.countries.values()];
  const share = Math.ceil(PLACES / countries.length);
  const places = () => Array.from({ length: share }, name);
  const topics = [...knowledge.topics.values()];
  const taught = topics.reduce((sum, t) => sum + Object.values(t.questions).flat().length, 0);
  const more = (questions: readonly string[]) =>
    Array.from(
      { length: Math.ceil((questions.length * QUESTIONS) / taught) },
      () => `${pick(questions)} ${name().toLowerCase()}`,
    );
  return {
    ...knowledge,
    countries: new Map(countries.map((c) => [c.code, { ...c, places: { ...c.places, en: [...c.places.en, ...places()] } }])),
    topics: new Map(
      topics.map((t) => [
        t.id,
        {
          ...t,
          questions: Object.fromEntries(
            Object.entries(t.questions).map(([language, own]) => [language, [...(own ?? []), ...more(own ?? [])]]),
          ),
        },
      ]),
    ),
  };
}

const knowledge = grown(loadKnowledge('knowledge'));
const taught = taughtQuestions(knowledge);
const dictionaries = createDictionaries(knowledge, taught);
const assistant = createAssistant(knowledge, learn(knowledge, taught, dictionaries), dictionaries);
const cases = readFileSync('test/questions/validation.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)
  .filter((c) => c.text.length <= 120 && !c.context);

for (const c of cases) assistant.ask({ via: c.via, text: c.text });
const times = cases.flatMap((c) => [0, 1, 2].map(() => time(() => assistant.ask({ via: c.via, text: c.text }))));
console.log(
  `grown: ${dictionaries.gazetteer.names.size} names of places, ${taught.length} example questions: p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms`,
);
