import { softmax } from './linear-model.js';
import { type ClassTable, summedOver, type TopicClass } from './topics.js';

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

/** Probabilities below this are no trace. */
const TRACE = 0.01;

/** Adds the probabilities of topics that get the same card, so that doubt between them is no doubt. */
export function rank(scores: Float32Array, { topics, groups }: ClassTable): Ranking {
  const probabilities = softmax(scores);
  const sums = summedOver(groups, probabilities);
  const best = new Int16Array(sums.length).fill(-1);
  for (let i = 0; i < probabilities.length; i++) {
    const at = groups.of[i] as number;
    const old = best[at] as number;
    if (old < 0 || (probabilities[i] as number) > (probabilities[old] as number)) best[at] = i;
  }
  const unknown = groups.names.indexOf('unknown');
  const likely: number[] = [];
  for (let at = 0; at < sums.length; at++) if (at !== unknown && (sums[at] as number) > TRACE) likely.push(at);
  return {
    groups: likely
      .sort((a, b) => (sums[b] as number) - (sums[a] as number))
      .map((at) => ({
        group: groups.names[at] as string,
        probability: sums[at] as number,
        topic: topics[best[at] as number] as TopicClass,
        topicProbability: probabilities[best[at] as number] as number,
      })),
    unknown: sums[unknown] ?? 0,
  };
}
