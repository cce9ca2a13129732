import type { Ranking } from './classify.js';
import { contactAsks } from './contact-asks.js';
import type { Around, Interpretation, InterpretTools } from './interpretation.js';
import { isNamed, tellsNeed } from './named-subjects.js';
import type { Mention } from './places.js';
import { isPolar } from './polar.js';
import { type Reading, says } from './reading.js';
import { coveringOffice, officeOfCountry, routeAsks } from './route-asks.js';
import { AGAINST_UNKNOWN, ANSWER_FROM, ASK_BACK_FROM, NAMED_AGAINST_UNKNOWN } from './thresholds.js';
import { clarifyTopic, documentAsks, factAsks, officeAsks } from './topic-asks.js';

/** Turns a ranking of topics and the places of a text into definite asks, a question back, or "not known". */
export function interpret(
  reading: Reading,
  mentions: readonly Mention[],
  ranking: Ranking,
  around: Around,
  tools: InterpretTools,
): Interpretation {
  const best = ranking.groups[0];
  const clear = best && (isNamed(best.topic, reading, tools.knowledge) || (best.topic.kind === 'contact' && tellsNeed(reading)));
  const against = clear ? NAMED_AGAINST_UNKNOWN : AGAINST_UNKNOWN;
  if (
    !best ||
    best.probability < Math.min(best.topic.kind === 'clarify' ? ASK_BACK_FROM : ANSWER_FROM, against) ||
    best.probability < against * (best.probability + ranking.unknown)
  ) {
    return { outcome: 'unknown', asks: [], choices: [], rule: 'unknown', confidence: 1 - (best?.probability ?? 0) };
  }
  const base = { confidence: best.probability, topic: best.topic };
  const { topic } = best;
  switch (topic.kind) {
    case 'help':
      return { ...base, outcome: 'help', asks: [], choices: [], rule: 'help' };
    case 'contact':
      return { ...base, ...contactAsks(best, reading, mentions, around, tools) };
    case 'rts':
    case 'regional-office':
      return { ...base, ...routeAsks(topic.kind, reading, mentions, around, tools) };
    case 'office':
      return {
        ...base,
        ...(officeOfCountry(reading, mentions, around, tools) ?? officeAsks(reading, mentions, tools.knowledge)),
      };
    case 'document':
      return { ...base, ...documentAsks(topic, reading, tools) };
    case 'clarify':
      return { ...base, ...clarifyTopic(topic.id, mentions, reading, tools.knowledge) };
    default:
      // "CCCM Maiduguri": a unit's name with a place asks who helps there.
      if (
        tools.knowledge.units.has(tools.knowledge.topics.get(topic.id)?.subject ?? '') &&
        mentions.some((m) => !m.excluded) &&
        !isPolar(reading)
      ) {
        return { ...base, ...contactAsks(best, reading, mentions, around, tools) };
      }
      // "Whom does the mission in Kuwait City turn to first?": what an RTS is, with a place, asks for that place's RTS; and so
      // does "whom do we turn to first?" in the channel of a country.
      if (
        topic.family === 'rts' &&
        (mentions.some((m) => !m.excluded && m.form !== 'demonym') || (around.channel.length > 0 && says(reading, 'first-turn')))
      )
        return { ...base, ...routeAsks('rts', reading, mentions, around, tools) };
      return {
        ...base,
        ...(coveringOffice(topic, reading, mentions, around, tools) ?? factAsks(topic, reading, mentions, tools.knowledge)),
      };
  }
}
