import type { Knowledge } from '../knowledge/knowledge.js';
import type { Topic } from '../knowledge/schema.js';

/** What a class of the topic classifier leads to. */
export interface TopicClass {
  readonly id: string;
  readonly kind: Topic['kind'];
  /** What it is about, for questions that refer back: "and their address?" */
  readonly subject: string;
}

/** The classes that the knowledge holds example questions for. */
export function topicClasses(knowledge: Knowledge): Map<string, TopicClass> {
  const classes = new Map<string, TopicClass>();
  for (const topic of knowledge.topics.values()) {
    classes.set(topic.id, { id: topic.id, kind: topic.kind, subject: topic.subject ?? topic.documents[0] ?? topic.id.replace(/^(list|kind|doc|contact)-/, '') });
  }
  return classes;
}
