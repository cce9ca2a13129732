import type { Knowledge } from '../knowledge/knowledge.js';
import type { Topic } from '../knowledge/schema.js';

/** What a class of the topic classifier leads to. */
export interface TopicClass {
  readonly id: string;
  readonly kind: Topic['kind'];
  /** Topics of one family are about the same thing: PRD, the agreement with the UN, migrants. */
  readonly family: string;
  /** Topics of one group get the same card or nearly so: taking one for the other does no harm. */
  readonly group: string;
}

/** Prefixes of topic ids that tell the kind of question, not what it is about. */
const KIND_PREFIX = /^(list|kind|doc|contact|unit|which|unknown)-/;

/** The classes that the knowledge holds example questions for. */
export function topicClasses(knowledge: Knowledge): Map<string, TopicClass> {
  const classes = new Map<string, TopicClass>();
  for (const topic of knowledge.topics.values()) {
    classes.set(topic.id, { id: topic.id, kind: topic.kind, family: familyOf(topic), group: groupOf(topic, knowledge) });
  }
  return classes;
}

/** The classes of a model in its order, with what they share counted once. */
export interface ClassTable {
  readonly topics: readonly TopicClass[];
  readonly groups: Shared;
  readonly kinds: Shared;
  readonly families: Shared;
}

/** Which of a few names each class has: `of[class]` is an index of `names`. */
interface Shared {
  readonly names: readonly string[];
  readonly of: Int16Array;
}

/**
 * Puts the classes of a model into a table.
 * @throws {Error} when the model was learnt from other topics
 */
export function classTable(ids: readonly string[], classes: ReadonlyMap<string, TopicClass>): ClassTable {
  const topics = ids.map((id) => {
    const topic = classes.get(id);
    if (!topic) throw new Error(`The model knows a topic "${id}" that knowledge/topics does not hold. Run npm run build again.`);
    return topic;
  });
  const shared = (nameOf: (topic: TopicClass) => string): Shared => {
    const names = [...new Set(topics.map(nameOf))];
    return { names, of: Int16Array.from(topics, (topic) => names.indexOf(nameOf(topic))) };
  };
  return { topics, groups: shared((t) => t.group), kinds: shared((t) => t.kind), families: shared((t) => t.family) };
}

/** Adds numbers up over what classes share, one sum a name. */
export function summedOver({ names, of }: Shared, values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(names.length);
  for (let i = 0; i < values.length; i++) {
    const at = of[i] as number;
    sums[at] = (sums[at] as number) + (values[i] as number);
  }
  return sums;
}

function familyOf(topic: Topic): string {
  return topic.family ?? (topic.id.replace(KIND_PREFIX, '').split('-')[0] as string);
}

function groupOf(topic: Topic, knowledge: Knowledge): string {
  if (topic.kind === 'unknown') return 'unknown';
  const mailbox = topic.subject
    ? (knowledge.units.get(topic.subject)?.mailbox ?? (knowledge.mailboxes.has(topic.subject) ? topic.subject : undefined))
    : undefined;
  if (mailbox) return `mailbox ${mailbox}`;
  if (topic.kind === 'document') return `document ${topic.subject}`;
  if (topic.documents.length === 1 && topic.kind === 'fact' && topic.id === topic.documents[0]) return `document ${topic.id}`;
  return topic.id.replace(/^kind-(?!co$)/, 'list-');
}

/** Factors of a class for training: what it shares with other classes. */
export function factorsOf(topic: TopicClass): string[] {
  const asked = KIND_PREFIX.exec(topic.id)?.[1] ?? topic.kind;
  return [`kind ${asked}`, `family ${topic.family}`, topic.kind === 'unknown' ? 'not ours' : 'ours'];
}
