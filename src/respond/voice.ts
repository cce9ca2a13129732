import type { Section } from '../answer.js';
import { fill } from '../knowledge/format.js';
import type { Knowledge } from '../knowledge/knowledge.js';
import type { Texts } from '../knowledge/schema.js';
import type { Language } from '../question.js';

/** Speaks one language with the words of the knowledge. */
export interface Voice {
  readonly language: Language;
  readonly knowledge: Knowledge;
  say(sentence: string, values?: Readonly<Record<string, string>>): string;
  title(key: string, values?: Readonly<Record<string, string>>): string;
  label(key: string): string;
  of(texts: Texts): string;
  /** The name of a country as it stands after "for". */
  country(code: string): string;
  city(officeId: string): string;
  region(id: string): string;
  list(items: readonly string[]): string;
}

const voices = new WeakMap<Knowledge, Map<Language, Voice>>();

/** The voice of a language, made once: list formats are costly to make. */
export function voiceOf(knowledge: Knowledge, language: Language): Voice {
  const made = voices.get(knowledge) ?? new Map<Language, Voice>();
  voices.set(knowledge, made);
  const voice = made.get(language) ?? createVoice(knowledge, language);
  made.set(language, voice);
  return voice;
}

/** A voice for a language. A missing sentence is a fault of the knowledge that loading has ruled out. */
function createVoice(knowledge: Knowledge, language: Language): Voice {
  const wording = knowledge.wording[language];
  const take = (part: 'sentences' | 'titles' | 'labels', key: string) => {
    const text = wording[part][key];
    if (text === undefined) throw new Error(`wording/${language}.yaml has no ${part}.${key}. Add it in all four languages.`);
    return text;
  };
  const listFormat = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    language,
    knowledge,
    say: (key, values) => fill(take('sentences', key), values),
    title: (key, values) => fill(take('titles', key), values),
    label: (key) => take('labels', key),
    of: (texts) => texts[language],
    country: (code) => {
      const country = knowledge.countries.get(code);
      if (!country) return code;
      return language === 'en' || language === 'fr' ? country.phrase[language] : country.names[language];
    },
    city: (officeId) => knowledge.offices.get(officeId)?.city[language] ?? officeId,
    region: (id) => knowledge.regions.get(id)?.name[language] ?? id,
    list: (items) => listFormat.format(items),
  };
}

/** A section with what is given, and nothing else. */
export function section(parts: Partial<Section>): Section {
  return { paragraphs: [], facts: [], items: [], contacts: [], documents: [], notes: [], ...parts };
}
