import type { Knowledge } from '../knowledge/knowledge.js';
import type { Particles } from '../knowledge/schema.js';
import { fold, hasArabic } from './fold.js';
import type { NameEntry, NameMatch } from './gazetteer.js';
import { keyOf } from './gazetteer.js';
import type { ConceptMatch } from './lexicon.js';
import { notsBefore } from './negation.js';
import { type Dictionaries, type Reading, says } from './reading.js';

/** A place as a text mentions it. One mention may stand for several countries: then the person is asked. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** The words as written. */
  readonly words: string;
  readonly countries: readonly string[];
  readonly office?: string;
  readonly region?: string;
  readonly shared?: string;
  /** A place that the coverage does not hold. */
  readonly uncovered?: string;
  /** How the name refers to its country. */
  readonly form: NameEntry['form'];
  /** "not X": mentioned only to be left out. */
  readonly excluded: boolean;
  /** Perhaps no place at all: misspelt, behind an Arabic prefix, or without a capital letter. */
  readonly weak: boolean;
}

/** Places of a reading, in the order of the text. */
export function findPlaces(reading: Reading, knowledge: Knowledge, dictionaries: Dictionaries): Mention[] {
  const mentions: Mention[] = [];
  for (const name of reading.names) {
    const { entries } = name;
    const office = entries.find((e) => e.kind === 'office');
    const region = entries.find((e) => e.kind === 'region');
    const shared = entries.find((e) => e.kind === 'shared');
    const uncovered = entries.find((e) => e.kind === 'uncovered');
    const named = entries.filter((e) => e.kind === 'country');
    const strong = named.filter((e) => e.form === 'name' || e.form === 'demonym');
    const countries = shared
      ? (knowledge.sharedNames.find((s) => s.id === shared.id)?.countries ?? [])
      : (strong.length > 0 ? strong : named).map((e) => e.id);
    mentions.push({
      start: name.start,
      end: name.end,
      words: reading.tokens
        .slice(name.start, name.end)
        .map((t) => t.text)
        .join(' '),
      countries: withEqualSpellings(reading, name.start, name.end, countries, dictionaries),
      ...(office ? { office: office.id } : {}),
      ...(region ? { region: region.id } : {}),
      ...(shared ? { shared: shared.id } : {}),
      ...(uncovered ? { uncovered: uncovered.id } : {}),
      form: formOf(reading, name.start, strong[0] ?? (entries[0] as NameEntry), dictionaries),
      excluded: isExcluded(reading, name, knowledge.particles),
      weak: isWeak(reading, name, dictionaries) || isOrdinaryWord(reading, name, dictionaries),
    });
  }
  return narrowShared(withoutTownOfCountry(mentions, reading, knowledge.particles), reading, knowledge);
}

/**
 * "Trinidad, Bolivia": a name that is also a town of the country named right behind it is that town; "Pedernales, Ecuador":
 * a town is not the one of another country that is known by that name.
 */
function withoutTownOfCountry(mentions: readonly Mention[], reading: Reading, particles: Particles): Mention[] {
  return mentions.filter((mention, i) => {
    const next = mentions[i + 1];
    const [country, ...more] = next?.countries ?? [];
    if (
      !next ||
      beforeParticles(reading, next.start, particles) !== mention.end - 1 ||
      country === undefined ||
      more.length > 0 ||
      mention.countries.includes(country)
    )
      return true;
    const comma = /^\s*,\s*$/.test(reading.text.slice(reading.tokens[mention.end - 1]?.end, reading.tokens[next.start]?.start));
    const alone = mentions.length === 2 && mention.form === 'place' && next.form === 'name' && comma;
    return !alone && !reading.names[i]?.entries.some((e) => e.kind === 'country' && e.id === country && e.form === 'place');
  });
}

/** A misspelt word may be the country as well as its people: then the country is meant. */
function formOf(reading: Reading, start: number, entry: NameEntry, { gazetteer }: Dictionaries): NameEntry['form'] {
  if (entry.form !== 'demonym') return entry.form;
  const candidates = reading.corrected.find((c) => c.index === start)?.candidates ?? [];
  const named = candidates.some((c) => gazetteer.names.get(keyOf(c.word))?.some((e) => e.id === entry.id && e.form === 'name'));
  return named ? 'name' : entry.form;
}

/** Letters from which a word is hardly a town's name by chance. */
const LONG_NAME = 7;

/** Field towns bear the names of many ordinary words. */
function isWeak(reading: Reading, { start, end, entries }: NameMatch, { gazetteer }: Dictionaries): boolean {
  if (!entries.every((e) => e.form === 'place')) return false;
  if (reading.corrected.some((c) => c.index >= start && c.index < end)) return true;
  const written = reading.tokens[start]?.text ?? '';
  if (!hasArabic(written)) return /^\p{Ll}/u.test(written);
  const words = reading.words.slice(start, end).map(keyOf).join(' ');
  return words.length < LONG_NAME && !gazetteer.names.has(words);
}

/** Concepts in front of a name that make it a place. */
const OF_PLACES = new Set(['covers', 'handles', 'country-office']);

/**
 * "La antigua Suazilandia", مالي (my): a name that is also a word of the vocabulary, not written like a name, and with
 * another name behind it or with nothing before it that speaks of a place.
 */
function isOrdinaryWord(reading: Reading, { start, end, entries }: NameMatch, dictionaries: Dictionaries): boolean {
  const { tokens, words, concepts, names } = reading;
  const word = words[start] as string;
  if (end - start > 1 || tokens.length < 4 || /^\p{Lu}/u.test(tokens[start]?.text ?? '')) return false;
  if (!dictionaries.lexicon[reading.language].phrases.has(keyOf(word)) || entries.some((e) => e.kind === 'office')) return false;
  if (names.some((name) => name.start === end)) return true;
  const before = words[start - 1] ?? '';
  const { between, from, to } = dictionaries.particles;
  const placed = concepts.some((m) => m.end === start && m.concepts.some((c) => OF_PLACES.has(c)));
  return !placed && !between.has(before) && !from.has(before) && !to.has(before);
}

/** "Not X", and "X no. Y": a place that is mentioned only to be left out. */
function isExcluded(reading: Reading, { start, end }: NameMatch, particles: Particles): boolean {
  if (isNegated(reading, start, particles)) return true;
  const { text, tokens, concepts } = reading;
  if (!/^\s*$/.test(text.slice(tokens[end - 1]?.end, tokens[end]?.start))) return false;
  return concepts.some((m) => m.start === end && m.concepts.includes('not') && /^[.,;،]/.test(textBehind(reading, m)));
}

/** Whether a name is left out by a "not" before it. */
function isNegated(reading: Reading, start: number, particles: Particles): boolean {
  return notsBeforeName(reading, start, particles).some((m) => !isNegativeQuestion(reading, m) && !isOr(reading, m, particles));
}

function notsBeforeName(reading: Reading, index: number, { between }: Particles): ConceptMatch[] {
  return notsBefore(reading, index, (i) => between.has(reading.words[i] as string));
}

/** "Isn't Togo under Dakar?" supposes that it is. */
function isNegativeQuestion(reading: Reading, { start, end, concepts }: ConceptMatch): boolean {
  const verb = end > 1 || hasArabic(reading.words[0] ?? '');
  return start === 0 && verb && concepts.includes('polar') && /[?؟]/.test(reading.text) && !says(reading, 'send-me');
}

/** What stands between a concept and the next word. */
function textBehind({ text, tokens }: Reading, { end }: ConceptMatch): string {
  return text.slice(tokens[end - 1]?.end, tokens[end]?.start);
}

/** السودان ولا جنوب السودان: right behind a name that is meant, some words for "not" mean "or". */
function isOr(reading: Reading, { start, end }: ConceptMatch, particles: Particles): boolean {
  const before = reading.names.find((name) => name.end === start);
  if (end - start > 1 || !before || !particles.or.has(reading.words[start] as string)) return false;
  return !isNegated(reading, before.start, particles);
}

/** The last word before another that is no particle: -1 where there is none. */
function beforeParticles(reading: Reading, index: number, { between }: Particles): number {
  let i = index - 1;
  while (i >= 0 && between.has(reading.words[i] as string)) i--;
  return i;
}

/** Whether a word is left out: "not the Papua one". */
function afterNot(reading: Reading, index: number, particles: Particles): boolean {
  return notsBeforeName(reading, index, particles).length > 0;
}

/** A misspelt name as near to another country as to this one stands for both. */
function withEqualSpellings(
  reading: Reading,
  start: number,
  end: number,
  countries: readonly string[],
  { gazetteer }: Dictionaries,
): string[] {
  const out = new Set(countries);
  if (end - start === 1) {
    const corrected = reading.corrected.find((c) => c.index === start);
    for (const candidate of corrected?.candidates ?? []) {
      for (const entry of gazetteer.names.get(keyOf(candidate.word)) ?? []) {
        if (entry.kind === 'country' && (entry.form === 'name' || entry.form === 'demonym')) out.add(entry.id);
      }
    }
  }
  return [...out];
}

/** A capital, a distinguishing word or an exclusion elsewhere in the text says which of several countries is meant. */
function narrowShared(mentions: readonly Mention[], reading: Reading, knowledge: Knowledge): Mention[] {
  const excluded = new Set(mentions.filter((m) => m.excluded && m.countries.length === 1).flatMap((m) => m.countries));
  if (mentions.every((m) => m.countries.length < 2 || m.excluded)) return [...mentions];
  const words = new Set(reading.words.filter((_, i) => !afterNot(reading, i, knowledge.particles)).map(keyOf));
  const ruledOut = new Set(reading.words.filter((_, i) => afterNot(reading, i, knowledge.particles)).map(keyOf));
  return mentions.flatMap((mention) => {
    if (mention.countries.length < 2 || mention.excluded) return [mention];
    const named = mentions.filter(
      (m) => m !== mention && !m.excluded && m.countries.length === 1 && mention.countries.includes(m.countries[0] as string),
    );
    if (named.length > 0) return [];
    const hints = knowledge.sharedNames.find((s) => s.id === mention.shared)?.hints ?? {};
    const hintIn = (code: string, among: ReadonlySet<string>) =>
      hints[code]?.some((hint) => among.has(keyOf(fold(hint)))) ?? false;
    const hinted = mention.countries.filter((code) => hintIn(code, words));
    if (hinted.length === 1) return [{ ...mention, countries: hinted }];
    const left = mention.countries.filter((code) => !excluded.has(code) && !hintIn(code, ruledOut));
    return [{ ...mention, countries: left }];
  });
}
