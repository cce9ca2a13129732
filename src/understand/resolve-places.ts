import type { Knowledge } from '../knowledge/knowledge.js';
import type { Particles } from '../knowledge/schema.js';
import { alikeInDoubt } from './alike-in-doubt.js';
import { isListed } from './listed.js';
import type { PlaceDoubt, PlaceRef } from './meaning.js';
import type { Mention } from './places.js';
import { isPolar } from './polar.js';
import { type Reading, says } from './reading.js';

/** The places a question is about, or what must be asked back first. */
export interface Resolved {
  readonly refs: readonly PlaceRef[];
  /** An office city named beside a country: "is Chad under Dakar?" */
  readonly supposed?: string;
  readonly doubt?: PlaceDoubt;
  /** What may be chosen when there is a doubt. */
  readonly candidates: readonly PlaceRef[];
}

/** Decides which places a routing question is about. */
export function resolvePlaces(mentions: readonly Mention[], reading: Reading | undefined, knowledge: Knowledge): Resolved {
  const meant = mentions.filter((m) => !m.excluded && (m.countries.length > 0 || m.office || m.region));
  const asked = withoutEnclosed(meant);
  const kept = relevant(reading ? withoutJourney(asked, reading, knowledge.particles) : asked, reading);
  const supposed = supposedOffice(kept, reading, knowledge);
  const places = supposed ? kept.filter((m) => !isRegionalOffice(m, knowledge)) : kept;
  const refs: PlaceRef[] = [];
  const saysBoth = reading && says(reading, 'both') && !says(reading, 'doubt') && !says(reading, 'q-which');
  for (const mention of places) {
    const office = mention.office ? knowledge.offices.get(mention.office) : undefined;
    if (office) {
      const ref = officeOrCountry(mention, office.id, reading, knowledge);
      if (ref) refs.push(ref);
    } else if (mention.shared && saysBoth) {
      refs.push(...mention.countries.map((id): PlaceRef => ({ kind: 'country', id })));
    } else if (mention.countries.length > 1) {
      return doubtful(
        { kind: 'which-country', name: mention.words, shared: mention.shared },
        mention.countries.map((id) => ({ kind: 'country', id })),
      );
    } else if (mention.countries[0]) {
      refs.push({ kind: 'country', id: mention.countries[0] });
    } else if (mention.region) {
      const region = knowledge.regions.get(mention.region);
      if (!region || region.covers.length === 0) continue;
      if (region.covers.length > 1)
        return doubtful(
          { kind: 'which-office', region: region.id },
          region.covers.map((id) => ({ kind: 'office', id })),
        );
      refs.push({ kind: 'region', id: region.id });
    }
  }
  const alike = reading ? alikeInDoubt(places, distinct(refs), reading, knowledge) : undefined;
  if (alike) return doubtful({ kind: 'which-country', name: places[0]?.words ?? '', shared: alike.shared }, alike.candidates);
  return { refs: distinct(refs), candidates: [], ...(supposed?.office ? { supposed: supposed.office } : {}) };
}

function doubtful(doubt: PlaceDoubt, candidates: readonly PlaceRef[]): Resolved {
  return { refs: [], doubt, candidates };
}

/**
 * "From Darfur to Adré": a journey has two ends, and the office is that of one. People whom IOM moves are where they
 * start from; people who came on their own are where they arrived.
 */
export function withoutJourney(mentions: readonly Mention[], reading: Reading, { from, to }: Particles): readonly Mention[] {
  if (mentions.length !== 2) return mentions;
  const [start, end] = mentions as readonly [Mention, Mention];
  const before = (m: Mention) => reading.words[m.start - 1] ?? '';
  if (!from.has(before(start)) || !to.has(before(end)) || end.start - start.end > 3) return mentions;
  // "Est-ce que le RTS du Congo est à Dakar ?" asks about an office.
  if (end.office && isPolar(reading)) return mentions;
  const moved = reading.concepts.some((m) => m.concepts.some((c) => MOVED_BY_IOM.has(c)));
  return moved ? [start] : [end];
}

const MOVED_BY_IOM = new Set([
  'flight',
  'resettlement',
  'evacuation',
  'passenger',
  'ticket',
  'airline',
  'bus-road',
  'ship',
  'travel-trouble',
  'departure',
]);

/** "Poland's border with Ukraine, Polish team": what stands between two mentions of one country only tells about it. */
function withoutEnclosed(mentions: readonly Mention[]): readonly Mention[] {
  const sole = mentions.map((m) => (m.countries.length === 1 ? m.countries[0] : undefined));
  return mentions.filter((mention, i) => {
    const before = sole.slice(0, i);
    return !sole.slice(i + 1).some((code) => code && !mention.countries.includes(code) && before.includes(code));
  });
}

/** Countries win over the regions around them, and a place named outright wins over people named by their origin. */
function relevant(mentions: readonly Mention[], reading: Reading | undefined): readonly Mention[] {
  const all = mentions.filter((m) => m.countries.length > 0 || m.office);
  if (all.length === 0) return mentions;
  const strong = all.filter((m) => !m.weak);
  // "Does bentiu fall under Nairobi or Cairo?": beside offices alone a doubtful name is the place that is asked for.
  const listed = (m: Mention) => reading && strong.some((s) => isListed(s, m, reading) || isListed(m, s, reading));
  const countries = strong.some((m) => !m.office) ? all.filter((m) => !m.weak || listed(m)) : all;
  const clear = countries.filter((m) => !(m.shared && m.countries.length > 1));
  const named = countries.filter(
    (m) => m.form !== 'demonym' && (clear.length === 0 || clear.every((c) => c.office) || clear.includes(m)),
  );
  // "In Vienna with the Austrian team", "are Colombians San José's or Buenos Aires'?": the people say which country it is.
  if (named.length > 0 && named.every((m) => m.office) && countries.some((m) => m.form === 'demonym')) return countries;
  return named.length > 0 ? named : countries;
}

/** A Regional Office's city beside a country by name is what the person supposes, not a second place. */
function supposedOffice(mentions: readonly Mention[], reading: Reading | undefined, knowledge: Knowledge): Mention | undefined {
  // "Is Astana under Vienna?": only a yes/no question takes an office of another kind for the country around it.
  const belongs = reading !== undefined && isPolar(reading) && asksBelonging(reading);
  const asked = (m: Mention) => (belongs ? !isRegionalOffice(m, knowledge) : !m.office);
  if (!mentions.some((m) => asked(m) && m.countries.length > 0)) return undefined;
  return mentions.find((m) => isRegionalOffice(m, knowledge));
}

/** Whether a text asks where a place belongs: "is Astana under Vienna?", "is our Regional Office in Vienna?" */
export function asksBelonging(reading: Reading): boolean {
  return says(reading, 'covers') || (says(reading, 'my-our') && says(reading, 'regional'));
}

/** Whether a mention is the city of a Regional Office. */
export function isRegionalOffice(mention: Mention, knowledge: Knowledge): boolean {
  return mention.office !== undefined && (knowledge.offices.get(mention.office)?.kinds.includes('ro') ?? false);
}

/** "The RTS in Vienna" sits at that Regional Office; "I am in Vienna" goes by the row of Austria. */
function officeOrCountry(
  mention: Mention,
  officeId: string,
  reading: Reading | undefined,
  knowledge: Knowledge,
): PlaceRef | undefined {
  const office = knowledge.offices.get(officeId);
  if (!office) return undefined;
  const country = knowledge.countries.get(office.country);
  if (!office.kinds.includes('ro')) return country ? { kind: 'country', id: country.code } : undefined;
  if (country?.office === office.id) return { kind: 'office', id: office.id };
  const person =
    reading?.concepts.some((m) => m.start <= mention.start && m.concepts.some((c) => c === 'my-our' || c === 'country-office')) ??
    false;
  const atOffice = reading !== undefined && (says(reading, 'regional') || says(reading, 'office'));
  return person && !atOffice && country ? { kind: 'country', id: country.code } : { kind: 'office', id: office.id };
}

function distinct(refs: readonly PlaceRef[]): PlaceRef[] {
  const seen = new Set<string>();
  return refs.filter((ref) => !seen.has(`${ref.kind}:${ref.id}`) && seen.add(`${ref.kind}:${ref.id}`));
}

/** The Regional Office that serves a place. */
export function officeFor(place: PlaceRef, knowledge: Knowledge): string | undefined {
  if (place.kind === 'office') return place.id;
  if (place.kind === 'country') return knowledge.countries.get(place.id)?.office;
  return knowledge.regions.get(place.id)?.covers[0];
}
