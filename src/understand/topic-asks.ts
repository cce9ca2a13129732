import type { Knowledge } from '../knowledge/knowledge.js';
import type { OfficeKind } from '../knowledge/schema.js';
import { chooseDocuments } from './document-language.js';
import { answer, type InterpretTools, notKnown, type Result } from './interpretation.js';
import type { Ask } from './meaning.js';
import { joinedSubjects, namedSubjects } from './named-subjects.js';
import { findOffices, officeKindsOf } from './office-questions.js';
import type { Mention } from './places.js';
import { isPolar } from './polar.js';
import { type Reading, says } from './reading.js';
import type { TopicClass } from './topics.js';

/** What an office is, by its city or by its kind and place. */
export function officeAsks(reading: Reading, mentions: readonly Mention[], knowledge: Knowledge): Result {
  const kinds = officeKindsOf(reading);
  const offices = findOffices(mentions, kinds, knowledge);
  if (offices.length === 0)
    return kinds.length === 1
      ? answer('list', { kind: 'topic', topic: `list-${kinds[0]}`, polar: false })
      : notKnown('office-not-known');
  const supposed = isPolar(reading) ? kinds[0] : undefined;
  return answer('office', ...offices.map((office): Ask => ({ kind: 'office', office, ...(supposed ? { supposed } : {}) })));
}

/** Documents by name, in the language that is asked for. */
export function documentAsks(topic: TopicClass, reading: Reading, tools: InterpretTools): Result {
  const subject = tools.knowledge.topics.get(topic.id)?.subject ?? '';
  const others = namedSubjects(reading).filter((name) => name !== subject && tools.knowledge.topics.has(`doc-${name}`));
  const documents = [subject, ...others].flatMap((name) => chooseDocuments(name, reading, tools.language, tools.knowledge));
  return documents.length > 0
    ? answer('document', ...documents.map((document): Ask => ({ kind: 'document', document })))
    : notKnown('edition-not-known');
}

/** Asks back with the choices of a topic, unless the text says which one, or wants both. */
export function clarifyTopic(topic: string, mentions: readonly Mention[], reading: Reading, knowledge: Knowledge): Result {
  const choices = knowledge.topics.get(topic)?.choices ?? [];
  if (choices.some((c) => c.startsWith('office:'))) {
    const offices = new Set(choices.map((c) => c.slice('office:'.length)));
    const found = findOffices(mentions, officeKindsOf(reading), knowledge).filter((id) => offices.has(id));
    if (found.length === 1) return answer('office', { kind: 'office', office: found[0] as string });
  }
  const both = says(reading, 'both') && !says(reading, 'q-which');
  if (both && choices.length === 2) return answer('several', ...choices.map(askOf));
  return {
    outcome: 'clarify',
    asks: [],
    choices: choices.map((c) => [askOf(c)]),
    doubt: { kind: 'which-topic', topic },
    rule: 'which-topic',
  };
}

/** The ask that a choice in the knowledge stands for, such as `contact:rmm`. */
export function askOf(choice: string): Ask {
  const [kind, target = ''] = choice.split(':');
  if (kind === 'contact') return { kind, target };
  if (kind === 'document') return { kind, document: target };
  if (kind === 'office') return { kind, office: target };
  return { kind: 'topic', topic: target, polar: false };
}

/** Facts and lists; a list of offices with one place asks for that one, with several whether these are all. */
export function factAsks(topic: TopicClass, reading: Reading, mentions: readonly Mention[], knowledge: Knowledge): Result {
  const kind = /^(?:list|kind)-(ro|slo|ac|coord|rm)$/.exec(topic.id)?.[1] as OfficeKind | undefined;
  if (kind && mentions.some((m) => !m.excluded)) {
    const offices = findOffices(mentions, [kind], knowledge);
    if (offices.length === 1) return answer('office', { kind: 'office', office: offices[0] as string });
  }
  const polar = isPolar(reading);
  const topics = polar ? [] : joinedSubjects(reading).map((name) => plainFactOf(name, knowledge));
  const asked = topics.includes(topic.id) ? topics.filter((id) => id !== undefined) : [topic.id];
  return answer(topic.kind === 'list' ? 'list' : 'fact', ...asked.map((id): Ask => ({ kind: 'topic', topic: id, polar })));
}

/** The topic that says what a division, a unit or a framework is, by its name: "wash" gives "unit-wash". */
export function plainFactOf(name: string, knowledge: Knowledge): string | undefined {
  return [name, `unit-${name}`].find((id) => knowledge.topics.get(id)?.kind === 'fact');
}
