import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer } from '../../src/answer.js';
import type { Assistant, Pick } from '../../src/assistant.js';
import type { Language, Question } from '../../src/question.js';
import { sampleAnswer, sampleOf } from './sample-answers.js';

type Texts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** The texts of the Teams app, as they stand in knowledge/. */
export const TEAMS_TEXTS = parse(readFileSync(new URL('../../knowledge/interface/teams.yaml', import.meta.url), 'utf8')) as Texts;

const PICKS: readonly Pick[] = Array.from({ length: 60 }, (_, n) => ({
  key: n === 0 ? 'contact:rmm' : `country:${n}`,
  label: n === 0 ? 'RMM <b>' : `Country ${n}`,
  value: `Who is the RTS for country ${n}?`,
  detail: n === 0 ? 'rmm@iom.int' : 'Regional Office: Nairobi',
}));

/** An assistant with hand-made answers and the app's real texts. `asked` holds every question it got. */
export function teamsAssistant(): { assistant: Assistant; asked: Question[] } {
  const asked: Question[] = [];
  const answerTo = (question: Question): Answer => {
    asked.push(question);
    const language = question.language ?? languageOf(question.text) ?? question.localeHint ?? 'en';
    if (question.text === 'explode') throw new Error('The stub explodes on purpose.');
    if (/^(help|menu|aide|ayuda|مساعدة|hi|hello)$/i.test(question.text)) return sampleOf('help', language);
    if (/congo$/i.test(question.text)) return sampleOf('clarify', language);
    if (/weather/i.test(question.text)) return sampleOf('unknown', language);
    return sampleAnswer(language, { ...sampleOf('contact', language), topics: [`echo:${question.text}`] } as Partial<Answer>);
  };
  const assistant: Assistant = {
    ask: answerTo,
    explain: (question) => ({ answer: answerTo(question), trace: [] }),
    answerFor: (key, language) => (PICKS.some((pick) => pick.key === key) ? sampleOf('contact', language) : undefined),
    search: (words, _language, limit) =>
      PICKS.filter(({ label }) => label.toLowerCase().includes(words.toLowerCase())).slice(0, limit),
    countries: () => [],
    shelves: () => [],
    starters: () => [],
    say(language, key, values = {}) {
      const text = TEAMS_TEXTS[key.replace(/^teams\./, '')]?.[language];
      if (text === undefined) throw new Error(`No text "${key}".`);
      return text.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? ''));
    },
    asOf: '2022-11',
  };
  return { assistant, asked };
}

function languageOf(text: string): Language | undefined {
  if (/\p{Script=Arabic}/u.test(text)) return 'ar';
  return /\bqui\b/i.test(text) ? 'fr' : undefined;
}
