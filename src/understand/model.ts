import type { Knowledge } from '../knowledge/knowledge.js';
import type { Language } from '../question.js';
import { cleanText } from './clean.js';
import { topicFeatures } from './features.js';
import { fold, hasArabic } from './fold.js';
import { createGazetteer } from './gazetteer.js';
import { languageFeatures } from './language.js';
import { createLexicon } from './lexicon.js';
import type { LinearModel } from './linear-model.js';
import { tellsNeed } from './named-subjects.js';
import { createNearNames } from './near-names.js';
import { type Dictionaries, firstLook, type Reading, readText } from './reading.js';
import { severalFeatures, taughtSeveral } from './several.js';
import { corrections, createSpellingIndex, NAME_WEIGHT } from './spelling.js';
import type { Taught } from './taught.js';
import { tokenize } from './tokens.js';
import { factorsOf, topicClasses } from './topics.js';
import { type Example, type TrainOptions, train } from './train.js';

/** What is learnt from the example questions of knowledge/topics. */
export interface Models {
  /** Which topic a text asks for. */
  readonly topic: LinearModel;
  /** English, French or Spanish. Arabic is told by its script. */
  readonly language: LinearModel;
  /** Who is wanted for a need that names a place: classes "mailbox", "region" and "both". */
  readonly scope: LinearModel;
  /** Whether a message asks several things: classes "one" and "several". */
  readonly several: LinearModel;
}

/** Examples hold typing errors too: a word counts as known from so many of them. */
const KNOWN_FROM = 5;

/** … unless a word one letter away is so many times as common: many hands write "regoinal". */
const MISSPELT_FROM = 20;
const COMMON = 50;
const LONG = 6;

function withoutMisspelt(counts: ReadonlyMap<string, number>): Map<string, number> {
  const common = createSpellingIndex(new Map([...counts].filter(([, n]) => n >= COMMON)));
  const isMisspelt = (word: string, n: number) =>
    word.length >= LONG &&
    n < COMMON &&
    !hasArabic(word) &&
    corrections(common, word).some((c) => c.distance === 1 && (counts.get(c.word) ?? 0) >= MISSPELT_FROM * n);
  return new Map([...counts].filter(([word, n]) => !isMisspelt(word, n)));
}

/** Builds gazetteer, lexicons and spelling indexes. */
export function createDictionaries(knowledge: Knowledge, taught: readonly Taught[]): Dictionaries {
  const gazetteer = createGazetteer(knowledge);
  const lexicon = byLanguage((language) => createLexicon(knowledge, language));
  const spelling = byLanguage((language) => {
    const counts = new Map<string, number>();
    for (const question of taught) {
      if (question.language === language)
        for (const token of tokenize(question.text)) counts.set(token.folded, (counts.get(token.folded) ?? 0) + 1);
    }
    const words = withoutMisspelt(new Map([...counts].filter(([, n]) => n >= KNOWN_FROM)));
    const know = (word: string, n: number) => words.set(word, (words.get(word) ?? 0) + n);
    for (const phrase of lexicon[language].phrases.keys()) for (const word of phrase.split(' ')) know(word, 1);
    for (const word of knowledge.commonWords[language]) know(fold(word), 1);
    for (const word of gazetteer.words) know(word, NAME_WEIGHT);
    // A misspelt word as near to a country as to some town is the country.
    for (const country of knowledge.countries.values())
      for (const { folded } of tokenize(country.names[language])) know(folded, 20);
    return createSpellingIndex(words);
  });
  return { gazetteer, lexicon, spelling, particles: knowledge.particles, nearNames: createNearNames(knowledge) };
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return { en: make('en'), fr: make('fr'), es: make('es'), ar: make('ar') };
}

/** Reads an example in the language it is written in. */
function readTaught({ text, via, language }: Pick<Taught, 'text' | 'via' | 'language'>, dictionaries: Dictionaries): Reading {
  const cleaned = cleanText(text).text;
  return readText(cleaned, via, language, firstLook(cleaned, dictionaries), dictionaries);
}

// Two orders of the examples, averaged, are right about some 0.4 points more often than either alone.
const TOPIC_TRAINING: TrainOptions = { epochs: 12, rate: 0.1, decay: 1e-4, minimumCount: 2, negligible: 0.15, seeds: [1, 2] };
const LANGUAGE_TRAINING: TrainOptions = { epochs: 6, rate: 0.3, decay: 0, minimumCount: 2, negligible: 0, seeds: [1] };
const SEVERAL_TRAINING: TrainOptions = { epochs: 12, rate: 0.1, decay: 1e-4, minimumCount: 3, negligible: 0, seeds: [1] };
const SCOPE_TRAINING: TrainOptions = { epochs: 15, rate: 0.2, decay: 1e-5, minimumCount: 2, negligible: 0, seeds: [1] };

/** Learns from the examples. Pure and deterministic, about a minute and a half of processor time. */
export function learn(knowledge: Knowledge, taught: readonly Taught[], dictionaries: Dictionaries): Models {
  const classes = topicClasses(knowledge);
  const factors = (id: string) => {
    const topic = classes.get(id);
    return topic ? factorsOf(topic) : [];
  };
  const readings = taught.map((t) => ({ ...t, reading: readTaught(t, dictionaries) }));
  const several = taughtSeveral(knowledge, taught).map((s) => ({
    ...s,
    reading: readTaught({ ...s, via: 'message' }, dictionaries),
  }));
  const topic: Example[] = [...readings.map((r) => ({ ...r, topics: [r.topic] })), ...several.filter((s) => !s.joined)].map(
    (r) => ({
      features: topicFeatures(r.reading),
      labels: r.topics,
    }),
  );
  const howMany: Example[] = [
    ...readings.map((r) => ({ features: severalFeatures(r.reading), labels: ['one'] })),
    ...several.map((r) => ({ features: severalFeatures(r.reading), labels: ['several'] })),
  ];
  const language: Example[] = readings
    .filter((r) => r.language !== 'ar')
    .map((r) => ({
      features: languageFeatures(firstLook(r.reading.text, dictionaries), dictionaries.particles),
      labels: [r.language],
    }));
  const scope: Example[] = readings.flatMap((r) => {
    const wanted = scopeOf(r, r.reading);
    return wanted ? [{ features: topicFeatures(r.reading), labels: [wanted] }] : [];
  });
  return {
    topic: train(topic, TOPIC_TRAINING, factors),
    language: train(language, LANGUAGE_TRAINING),
    scope: train(scope, SCOPE_TRAINING),
    several: train(howMany, SEVERAL_TRAINING),
  };
}

function scopeOf({ topic, withPlace }: Taught, reading: Reading): string | undefined {
  if (reading.names.length === 0) return undefined;
  if (topic.startsWith('contact-')) return withPlace ? 'both' : 'mailbox';
  return topic === 'rts-for' && tellsNeed(reading) ? 'region' : undefined;
}
