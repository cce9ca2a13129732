import type { Ranking } from './classify.js';
import { type Around, answer, type InterpretTools, type Result } from './interpretation.js';
import type { Ask } from './meaning.js';
import { namedSubjects, tellsNeed } from './named-subjects.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';
import { resolvePlaces } from './resolve-places.js';
import { doubtAsks, pickPlaces } from './route-asks.js';

/** The unit or mailbox that deals with a need told in a message, question or not. */
export function needOf(reading: Reading, ranking: Ranking, { knowledge }: InterpretTools): string | undefined {
  const [best] = ranking.groups;
  // "The tents were ripped by the wind" speaks of the weather too.
  const told = namedSubjects(reading).length === 0 && !says(reading, 'email');
  const clear = told && best?.topic.kind === 'contact' && best.probability > CLEAR;
  if (!clear && !tellsNeed(reading)) return undefined;
  const group = ranking.groups.find((g) => g.topic.kind === 'contact');
  return group ? knowledge.topics.get(group.topic.id)?.subject : undefined;
}

/** A need that is told more surely than this needs no word for it. */
const CLEAR = 0.8;

const LONGEST = 12;
/** "And at headquarters?" */
const SHORT = 4;

/** Concepts that only ask for somebody. */
const ASKS_FOR_SOMEBODY = ['q-who', 'first-turn', 'helps', 'contact'];

/** Concepts of a question that stands by itself. */
const OWN_QUESTION = [
  'specialist',
  'regional',
  'link',
  'list',
  'meaning',
  'office',
  'division',
  'department',
  'person-name',
  'boss',
];

/** Of these, what headquarters is set against: "not the region". */
const REGION = ['specialist', 'regional'];

/** What a short message that names headquarters asks of it: "where is HQ?" */
const QUESTION_WORDS = ['q-where', 'q-what', 'q-when', 'q-who', 'q-how-many', 'does'];

/** "So whom do I call?", or the place alone, after the need was told in earlier messages. */
export function askForNeed(
  need: string | undefined,
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  bare: boolean,
  { knowledge }: InterpretTools,
): Result | undefined {
  if (!need || reading.words.length > LONGEST) return undefined;
  // "Not the region, I meant the mailbox at HQ".
  const asks = reading.words.length <= SHORT ? !says(reading, ...QUESTION_WORDS) : says(reading, 'email', ...ASKS_FOR_SOMEBODY);
  const atHeadquarters =
    says(reading, 'headquarters') && asks && !says(reading, ...OWN_QUESTION.filter((c) => !REGION.includes(c)));
  if (!bare && !atHeadquarters && (!says(reading, ...ASKS_FOR_SOMEBODY) || says(reading, ...OWN_QUESTION))) return undefined;
  if (namedSubjects(reading).length > 0 || tellsNeed(reading)) return undefined;
  const contact: Ask = { kind: 'contact', target: need };
  const mailbox = knowledge.units.get(need)?.mailbox ?? need;
  const places = pickPlaces(mentions, around);
  if (mailbox !== 'prd' || places.length === 0 || says(reading, 'headquarters')) return answer('contact', contact);
  const resolved = resolvePlaces(places, reading, knowledge);
  if (resolved.doubt) return doubtAsks(resolved.doubt, 'both', resolved, contact);
  if (resolved.refs.length === 0) return answer('contact', contact);
  return answer('need-with-place', ...resolved.refs.map((place): Ask => ({ kind: 'rts', place })), contact);
}
