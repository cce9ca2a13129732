import type { Particles } from '../knowledge/schema.js';
import { type Around, answer, type InterpretTools, notKnown, type Result } from './interpretation.js';
import { isListed } from './listed.js';
import type { Ask, PlaceDoubt, PlaceRef } from './meaning.js';
import { officeKindsOf } from './office-questions.js';
import type { Mention } from './places.js';
import { isPolar } from './polar.js';
import { type Reading, says } from './reading.js';
import { asksBelonging, isRegionalOffice, type Resolved, resolvePlaces } from './resolve-places.js';
import type { TopicClass } from './topics.js';

/** Places that a question is about: its own, else the thread's, else the channel's; an excluded one is never taken. */
export function pickPlaces(mentions: readonly Mention[], around: Around): readonly Mention[] {
  const own = mentions.filter((m) => !m.excluded);
  if (own.length > 0) return own;
  const excluded = new Set(mentions.flatMap((m) => m.countries));
  const rest = (list: readonly Mention[]) => list.filter((m) => !m.excluded && !m.countries.some((c) => excluded.has(c)));
  const thread = rest(around.thread);
  return thread.length > 0 ? thread : rest(around.channel);
}

/** "Do we go by Buenos Aires?" in the channel of Nicaragua asks about Nicaragua. */
function placesAsked(
  kind: 'rts' | 'regional-office',
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  { knowledge }: InterpretTools,
): readonly Mention[] {
  const places = pickPlaces(mentions, around);
  const own = mentions.filter((m) => !m.excluded);
  const offices = own.length > 0 && own.every((m) => isRegionalOffice(m, knowledge));
  const asking = reading.concepts.some((m) => m.concepts.some((c) => c.startsWith('q-')));
  const supposes = isPolar(reading) || (kind === 'regional-office' && (!asking || says(reading, 'covers')));
  if (!offices || !supposes || !says(reading, 'my-our')) return places;
  const ours = pickPlaces(
    mentions.filter((m) => m.excluded),
    around,
  );
  return [...ours.filter((m) => !m.office), ...places];
}

/** Unknown words that are tried as names of places: each costs milliseconds, and prose holds hundreds. */
const MOST_TRIED = 3;

/** Where the RTS for a place sits, or which Regional Office covers it. */
export function routeAsks(
  kind: 'rts' | 'regional-office',
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result {
  const places = placesAsked(kind, reading, mentions, around, tools);
  const resolved = resolvePlaces(places, reading, tools.knowledge);
  const notHeld = places.some((m) => m.uncovered);
  if (resolved.doubt) return doubtAsks(resolved.doubt, kind, resolved);
  if (resolved.refs.length === 0 && notHeld) return notKnown('place-not-known');
  if (resolved.refs.length === 0) {
    const near = [...new Set(reading.unknownWords.slice(0, MOST_TRIED).flatMap((word) => tools.nearNames.near(word)))].map(
      (id): PlaceRef => ({ kind: 'country', id }),
    );
    if (near.length === 1) return answer(kind, { kind, place: near[0] as PlaceRef });
    if (near.length > 1)
      return doubtAsks({ kind: 'which-country', name: reading.unknownWords[0] ?? '', shared: undefined }, kind, {
        refs: [],
        candidates: near,
      });
    if (mayNamePlace(reading, tools.knowledge.particles)) return notKnown('place-not-known');
    return { outcome: 'clarify', asks: [], choices: [], doubt: { kind: 'which-place', wanted: kind }, rule: 'which-place' };
  }
  const supposed = resolved.supposed ? { supposed: resolved.supposed } : {};
  const routes = resolved.refs.map((place): Ask => (kind === 'rts' ? { kind, place } : { kind, place, ...supposed }));
  const open = unsettled(mentions, reading, resolved.refs);
  if (open) {
    const candidates = open.countries.map((id): PlaceRef => ({ kind: 'country', id }));
    return doubtAsks({ kind: 'which-country', name: open.words, shared: open.shared }, kind, { refs: [], candidates }, ...routes);
  }
  return answer(kind, ...routes, ...(notHeld ? [{ kind: 'not-known' } as const] : []));
}

/** "RTS for Kenya and Congo": a name listed with others that fits several countries, none of them named otherwise. */
function unsettled(mentions: readonly Mention[], reading: Reading, refs: readonly PlaceRef[]): Mention | undefined {
  const settled = new Set(refs.map((ref) => ref.id));
  return mentions.find(
    (m) =>
      m.shared &&
      !m.excluded &&
      m.countries.length > 1 &&
      !m.countries.some((id) => settled.has(id)) &&
      mentions.some((other) => isListed(m, other, reading) || isListed(other, m, reading)),
  );
}

/** Messages of so few words hold a name rather than prose. */
const FEW_WORDS = 6;

/** Whether an unknown word is likely the name of a place: written like a name, behind "for" or "in", or in a short message. */
function mayNamePlace({ unknownWords, tokens, words }: Reading, particles: Particles): boolean {
  if (unknownWords.length > 0 && words.length <= FEW_WORDS) return true;
  return tokens.some(
    ({ text }, i) =>
      unknownWords.includes(text) && (particles['before-code'].has(words[i - 1] ?? '') || (i > 0 && /^\p{Lu}/u.test(text))),
  );
}

/** Asks back which of several places is meant; `also` goes with every choice. */
export function doubtAsks(
  about: PlaceDoubt,
  wanted: 'rts' | 'regional-office' | 'both',
  resolved: Resolved,
  ...also: readonly Ask[]
): Result {
  const choices = resolved.candidates.map((place: PlaceRef): Ask[] => {
    const route: Ask = wanted === 'regional-office' ? { kind: 'regional-office', place } : { kind: 'rts', place };
    return [route, ...also];
  });
  return { outcome: 'clarify', asks: [], choices, doubt: { kind: 'which-of', wanted, about }, rule: about.kind };
}

/**
 * An office that is spoken of and a country that is meant: "does Togo go by the Dakar office?" asks which one covers Togo,
 * "where is our regional office?" which one covers the country of the channel.
 */
export function officeOfCountry(
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result | undefined {
  const kinds = officeKindsOf(reading);
  if (kinds.some((kind) => kind !== 'ro') && !(isPolar(reading) && asksBelonging(reading))) return undefined;
  const ours =
    kinds.length > 0 &&
    kinds.every((kind) => kind === 'ro') &&
    mentions.every((m) => m.excluded || !isRegionalOffice(m, tools.knowledge)) &&
    says(reading, 'my-our');
  if (!ours && !isPolar(reading)) return undefined;
  const found = routeAsks('regional-office', reading, mentions, around, tools);
  return ours || found.asks.some((ask) => ask.kind === 'regional-office' && ask.supposed) ? found : undefined;
}

/** "Which Regional Office is responsible for Lebanon?": Regional Offices with a country none of them stands in. */
export function coveringOffice(
  topic: TopicClass,
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result | undefined {
  const regional = topic.group === 'list-ro' || (/^(?:list|kind)-/.test(topic.id) && officeKindsOf(reading).includes('ro'));
  if (!regional || !mentions.some((m) => !m.excluded && m.countries.length > 0 && !m.office)) return undefined;
  const found = routeAsks('regional-office', reading, mentions, around, tools);
  return found.outcome === 'answer' ? found : undefined;
}
