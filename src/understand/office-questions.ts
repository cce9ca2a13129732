import type { Knowledge } from '../knowledge/knowledge.js';
import type { Office, OfficeKind } from '../knowledge/schema.js';
import type { Mention } from './places.js';
import type { Reading } from './reading.js';

/** Which concept speaks of which kind of office. */
const KIND_OF_CONCEPT: Readonly<Record<string, OfficeKind>> = {
  regional: 'ro',
  liaison: 'slo',
  diplomatic: 'slo',
  'admin-centre': 'ac',
  'coordinating-function': 'coord',
  coordination: 'coord',
  fundraising: 'rm',
};

/** Kinds of office that a text speaks of, without doubles. */
export function officeKindsOf(reading: Reading): OfficeKind[] {
  return [...new Set(reading.concepts.flatMap((m) => m.concepts.flatMap((c) => KIND_OF_CONCEPT[c] ?? [])))];
}

/** A part of the world holds at most so many offices; a question that fits more says too little. */
const MOST_SHOWN = 6;

/**
 * Offices that a text means: by their city, or by their kind and the place they stand in or work for.
 * Empty when nothing fits.
 */
export function findOffices(mentions: readonly Mention[], kinds: readonly OfficeKind[], knowledge: Knowledge): string[] {
  const kept = mentions.filter((m) => !m.excluded);
  const byCity = kept.flatMap((m) => (m.office ? [m.office] : []));
  if (byCity.length > 0) return [...new Set(byCity)];
  const all = [...knowledge.offices.values()].filter(
    (o) => kinds.length === 0 || o.kinds.some((k) => kinds.includes(k)) || (o.hosts && kinds.includes('coord')),
  );
  const fits = (office: Office) => kept.some((m) => servesRegion(office, m) || standsIn(office, m, knowledge));
  const serving = all.filter((o) => kept.some((m) => servesRegion(o, m)));
  const found = serving.length > 0 && (kinds.length === 0 || kinds.includes('coord')) ? serving : all.filter(fits);
  // "Which office looks after the Caribbean zone?" speaks of a region and means the office that coordinates there.
  if (found.length === 0 && kinds.includes('ro')) return findOffices(mentions, ['coord'], knowledge);
  return kinds.length === 0 && found.length > MOST_SHOWN ? [] : found.map((o) => o.id);
}

/** A coordinating function for the region, as an office of its own or inside another. */
function servesRegion(office: Office, mention: Mention): boolean {
  return mention.region !== undefined && (office.for?.region === mention.region || office.hosts?.region === mention.region);
}

function standsIn(office: Office, mention: Mention, knowledge: Knowledge): boolean {
  if (mention.countries.includes(office.country)) return true;
  return mention.region ? (knowledge.regions.get(mention.region)?.holds.includes(office.id) ?? false) : false;
}
