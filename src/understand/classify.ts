import { type LinearModel, softmax } from './linear-model.js';
import type { TopicClass } from './topics.js';

/** How probable each group of topics is, and the best topic in each. */
export interface Ranking {
  /** Groups with at least a trace of probability, most probable first. */
  readonly groups: readonly RankedGroup[];
  /** Probability that the knowledge does not hold it. */
  readonly unknown: number;
}

export interface RankedGroup {
  readonly group: string;
  readonly probability: number;
  readonly topic: TopicClass;
  /** Probability of that topic within all. */
  readonly topicProbability: number;
}

/** Adds the probabilities of topics that get the same card, so that doubt between them is no doubt. */
export function rank(scores: Float32Array, model: LinearModel, classes: ReadonlyMap<string, TopicClass>): Ranking {
  const probabilities = softmax(scores);
  const groups = new Map<string, { probability: number; topic: TopicClass; topicProbability: number }>();
  let unknown = 0;
  model.classes.forEach((id, i) => {
    const probability = probabilities[i] as number;
    const topic = classes.get(id);
    if (!topic) return;
    if (topic.kind === 'unknown') {
      unknown += probability;
      return;
    }
    const group = groups.get(topic.group);
    if (!group) groups.set(topic.group, { probability, topic, topicProbability: probability });
    else {
      group.probability += probability;
      if (probability > group.topicProbability) Object.assign(group, { topic, topicProbability: probability });
    }
  });
  const sorted = [...groups].map(([group, rest]) => ({ group, ...rest })).sort((a, b) => b.probability - a.probability);
  return { groups: sorted.filter((g, i) => i === 0 || g.probability > 0.01), unknown };
}
