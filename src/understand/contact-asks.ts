import type { RankedGroup } from './classify.js';
import { topicFeatures } from './features.js';
import { type Around, answer, type InterpretTools, type Result } from './interpretation.js';
import { score, softmax } from './linear-model.js';
import type { Ask } from './meaning.js';
import type { Models } from './model.js';
import { namedMailboxes, namedSubjects } from './named-subjects.js';
import { notsBefore } from './negation.js';
import type { Mention } from './places.js';
import { type Reading, says } from './reading.js';
import { resolvePlaces } from './resolve-places.js';
import { doubtAsks, pickPlaces } from './route-asks.js';
import { UNIT_FROM } from './thresholds.js';
import { clarifyTopic } from './topic-asks.js';

/** Whom to write to; a need with a place also gets the RTS of its Regional Office. */
export function contactAsks(
  best: RankedGroup,
  reading: Reading,
  mentions: readonly Mention[],
  around: Around,
  tools: InterpretTools,
): Result {
  const { knowledge } = tools;
  const named = namedMailboxes(reading, knowledge);
  if (named.length > 1 && best.topic.id !== 'contact-all')
    return answer('contact', ...named.map((target): Ask => ({ kind: 'contact', target })));
  // "The mailboxes of both divisions".
  if (named.length === 0 && says(reading, 'both') && says(reading, 'division'))
    return clarifyTopic('which-division-mailbox', mentions, reading, knowledge);
  if (!around.leaning && best.probability < 0.9 && best.topic.id !== 'contact-all' && saysNoNeed(reading))
    return clarifyTopic(says(reading, 'division') ? 'which-division-mailbox' : 'which-mailbox', mentions, reading, knowledge);
  const own = knowledge.topics.get(best.topic.id)?.subject ?? '';
  const unit = knowledge.units.get(own);
  const target = unit && best.topicProbability < UNIT_FROM * best.probability ? unit.mailbox : own;
  const contact: Ask = { kind: 'contact', target };
  const mailbox = unit?.mailbox ?? target;
  const places = pickPlaces(mentions, around);
  if (target === 'all' || mailbox !== 'prd') {
    // RMM's business goes to its mailbox alone, unless the region is asked for too.
    const route = asksRegion(reading) ? resolvePlaces(places, reading, knowledge).refs : [];
    return answer(
      route.length > 0 ? 'need-with-place' : 'contact',
      ...route.map((place): Ask => ({ kind: 'rts', place })),
      contact,
    );
  }
  const wanted = wantedOf(reading, mentions, around, tools);
  if (places.length === 0 || wanted === 'mailbox') return answer('contact', contact);
  const resolved = resolvePlaces(places, reading, knowledge);
  const also = wanted === 'region' ? [] : [contact];
  if (resolved.doubt) return doubtAsks(resolved.doubt, wanted === 'region' ? 'rts' : 'both', resolved, ...also);
  if (resolved.refs.length === 0) return answer('contact', contact);
  return answer(
    also.length > 0 ? 'need-with-place' : 'rts',
    ...resolved.refs.map((place) => ({ kind: 'rts', place }) as const),
    ...also,
  );
}

/** Concepts that ask for a contact without saying what for. */
const NO_NEED = new Set([
  'q-who',
  'q-what',
  'q-which',
  'q-how',
  'q-where',
  'contact',
  'email',
  'send-me',
  'my-our',
  'helps',
  'colleague',
  'headquarters',
  'and-also',
  'polar',
  'back-reference',
  'office',
  'department',
  'division',
  'greeting',
  'thanks',
  'first-turn',
  'handles',
]);

/** "Whom do I write to?": every word only asks, none says what it is about. */
function saysNoNeed(reading: Reading): boolean {
  if (namedSubjects(reading).length > 0) return false;
  const asking = new Set<number>();
  for (const m of reading.concepts)
    if (m.concepts.some((c) => NO_NEED.has(c))) for (let i = m.start; i < m.end; i++) asking.add(i);
  return reading.words.length > 0 && reading.words.every((word, i) => asking.has(i) || word.length <= 3);
}

/** A place that only the thread or the channel names counts for a need, not for an address or headquarters. */
function wantedOf(reading: Reading, mentions: readonly Mention[], around: Around, { models }: InterpretTools): string {
  if (around.bare) return 'both';
  if (mentions.length > 0) return scopeOf(reading, models);
  return says(reading, 'headquarters') || says(reading, 'email') ? 'mailbox' : 'both';
}

/** Whether the specialist in the region is asked for, and not left out. */
function asksRegion(reading: Reading): boolean {
  return reading.concepts.some(
    (m) =>
      (m.concepts.includes('specialist') || m.concepts.includes('regional')) &&
      notsBefore(reading, m.start, (between) => m.start - between <= 2).length === 0,
  );
}

/** Who is wanted for a need with a place: "mailbox" alone, the "region" alone, or "both"; learnt from examples. */
function scopeOf(reading: Reading, { scope }: Models): string {
  const probabilities = softmax(score(scope, topicFeatures(reading)));
  return scope.classes.reduce(
    (best, name, i) => ((probabilities[i] as number) > (probabilities[scope.classes.indexOf(best)] as number) ? name : best),
    'both',
  );
}
