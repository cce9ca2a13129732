import type { Knowledge } from '../knowledge/knowledge.js';
import type { Particles } from '../knowledge/schema.js';
import { LANGUAGES } from '../question.js';
import { keyOf } from './gazetteer.js';
import type { Ask } from './meaning.js';
import { findOffices } from './office-questions.js';
import type { Mention } from './places.js';
import type { Reading } from './reading.js';
import { tokenize } from './tokens.js';

/**
 * The only one of several choices that a half-sentence points at: by the place where its office stands ("the African
 * one"), or by a word that stands in its names and in no other's ("the southern one", "the crisis one").
 */
export function pointedAt(
  reading: Reading,
  mentions: readonly Mention[],
  choices: readonly (readonly Ask[])[],
  knowledge: Knowledge,
): readonly Ask[] | undefined {
  const kinds = choices.flatMap(([ask]) => (ask?.kind === 'office' ? (knowledge.offices.get(ask.office)?.kinds ?? []) : []));
  const standing = new Set(findOffices(mentions, kinds, knowledge));
  const there = choices.filter(([ask]) => ask?.kind === 'office' && standing.has(ask.office));
  if (there.length === 1) return there[0];
  const words = choices.map(([ask]) => new Set(ask ? namesOf(ask, knowledge).flatMap(wordsOf) : []));
  const said = reading.words.map(keyOf);
  const named = choices.filter((_, i) =>
    said.some((word) => words[i]?.has(word) && words.every((others, j) => j === i || !others.has(word))),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** A choice by its place in the list: "the second one", "2 please". "Whom do we turn to first?" chooses nothing. */
export function numbered(
  { words, concepts }: Reading,
  choices: readonly (readonly Ask[])[],
  { first, second, third }: Particles,
): readonly Ask[] | undefined {
  const isAsking = concepts.some((m) => m.concepts.some((c) => c.startsWith('q-')));
  const polite = new Set(concepts.flatMap((m) => (m.concepts.includes('send-me') ? words.slice(m.start, m.end) : [])));
  const said = [first, second, third].flatMap((names, i) => (words.some((word) => names.has(word)) ? [i] : []));
  const [at, ...others] = said;
  if (at === undefined || others.length > 0 || isAsking) return undefined;
  const names = [first, second, third][at];
  const onlyCounts = words.every((word) => word.length <= FILLER || names?.has(word) || polite.has(word));
  return onlyCounts ? choices[at] : undefined;
}

/** Longer words than "the", "one" or "svp" say something of their own. */
const FILLER = 3;

/** Words of two letters say nothing: de, of, في. */
function wordsOf(name: string): string[] {
  return tokenize(name)
    .map((t) => keyOf(t.folded))
    .filter((word) => word.length > 2);
}

/** Everything that a choice is called, in all languages. */
function namesOf(ask: Ask, knowledge: Knowledge): string[] {
  const all = (texts: Readonly<Record<string, string>> | undefined) => (texts ? Object.values(texts) : []);
  switch (ask.kind) {
    case 'contact':
      return all((knowledge.mailboxes.get(ask.target) ?? knowledge.units.get(ask.target))?.names);
    case 'document':
      return [knowledge.documents.get(ask.document)?.title ?? ''];
    case 'topic':
      return [
        ...all(knowledge.topics.get(ask.topic)?.title),
        ...all(knowledge.mailboxes.get(ask.topic)?.names),
        knowledge.documents.get(ask.topic)?.title ?? '',
      ];
    case 'office':
      return regionNames(ask.office, knowledge);
    case 'rts':
    case 'regional-office':
      return ask.place.kind === 'office' ? regionNames(ask.place.id, knowledge) : [];
    default:
      return [];
  }
}

/** Names of the parts of the world that one Regional Office alone serves, and of its city. */
function regionNames(office: string, knowledge: Knowledge): string[] {
  const regions = [...knowledge.regions.values()].filter((r) => r.covers.length === 1 && r.covers[0] === office);
  return [
    ...Object.values(knowledge.offices.get(office)?.city ?? {}),
    ...regions.flatMap((r) => LANGUAGES.flatMap((language) => [r.name[language], ...r.also[language]])),
  ];
}
