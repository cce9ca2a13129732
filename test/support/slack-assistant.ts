import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer } from '../../src/answer.js';
import type { Assistant, Pick } from '../../src/assistant.js';
import type { Language, Question } from '../../src/question.js';
import { sampleAnswer, sampleOf } from './sample-answers.js';

type Texts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** The texts of the Slack app, as they stand in knowledge/. */
export const SLACK_TEXTS = parse(readFileSync(new URL('../../knowledge/interface/slack.yaml', import.meta.url), 'utf8')) as Texts;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWYZ';

const COUNTRIES: readonly Pick[] = Array.from({ length: 197 }, (_, n) => ({
  key: n === 0 ? 'country:KE' : `country:X${n}`,
  label: n === 0 ? 'Kenya' : `${ALPHABET[n % 25]}land ${n}`,
  value: `Who is the RTS for country ${n}?`,
  detail: 'Regional Office: Nairobi',
}));

const OFFICES: readonly Pick[] = Array.from({ length: 45 }, (_, n) => ({
  key: `office:${n}`,
  label: `Office ${n} <!here>`,
  value: `What is office ${n}?`,
  detail: 'Regional Office',
}));

/** An assistant with hand-made answers and the app's real texts. `asked` holds every question it got. */
export function slackAssistant(): { assistant: Assistant; asked: Question[] } {
  const asked: Question[] = [];
  const answerTo = (question: Question): Answer => {
    asked.push(question);
    const language = question.language ?? languageOf(question.text) ?? question.localeHint ?? 'en';
    if (question.text === 'explode') throw new Error('The stub explodes on purpose.');
    if (/^(help|aide|ayuda|مساعدة|hi|hello)$/i.test(question.text)) return sampleOf('help', language);
    if (/congo$/i.test(question.text)) return sampleOf('clarify', language);
    if (/weather|^(country|pays|país|بلد) /i.test(question.text)) return sampleOf('unknown', language);
    return { ...sampleOf('contact', language), topics: [`echo:${question.text}`] };
  };
  const assistant: Assistant = {
    ask: answerTo,
    explain: (question) => ({ answer: answerTo(question), trace: [] }),
    answerFor: (key, language) =>
      key.endsWith(':none') ? undefined : sampleAnswer(language, { title: key, sections: sampleOf('route', language).sections }),
    search: (words, _language, limit) => (/ivory/i.test(words) ? COUNTRIES.slice(3, 4) : []).slice(0, limit),
    countries: () => COUNTRIES,
    shelves: () => [
      { id: 'contacts', title: 'Contacts', picks: [{ key: 'contact:rmm', label: 'RMM', value: 'RMM?', detail: 'rmm@iom.int' }] },
      { id: 'offices', title: 'Offices', picks: OFFICES },
    ],
    starters: (language) => [1, 2, 3, 4].map((n) => ({ label: `${language} starter ${n}`, value: `${language} question ${n}` })),
    say(language, key, values = {}) {
      const text = SLACK_TEXTS[key.replace(/^slack\./, '')]?.[language];
      if (text === undefined) throw new Error(`No text "${key}".`);
      return text.replace(/\{([a-z]+)\}/g, (_, name: string) => String(values[name] ?? ''));
    },
    asOf: '2022-11',
  };
  return { assistant, asked };
}

function languageOf(text: string): Language | undefined {
  if (/\p{Script=Arabic}/u.test(text)) return 'ar';
  if (/\b(qui|bureau|pays|liste)\b/i.test(text)) return 'fr';
  return /\b(qui[eé]n|oficina|país|lista|contacto)\b/i.test(text) ? 'es' : undefined;
}
