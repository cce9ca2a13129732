import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PlatformMetrics } from './platforms/platform.js';

/** Numbers for the administrator; labels are few and never hold an id. */
export interface Metrics extends PlatformMetrics {
  /** Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
  ready(is: boolean): void;
  /** An error that nobody caught. */
  fault(): void;
}

/** Counts answers, their time, and what went wrong on the way. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'iom_answers_total',
    help: 'Answers by outcome, language and platform',
    labelNames: ['outcome', 'language', 'platform'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'iom_answer_seconds',
    help: 'Time from the question to the sent reply',
    labelNames: ['platform'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 3, 10],
    registers: [registry],
  });
  const events = new Counter({
    name: 'iom_events_total',
    help: 'Retries, duplicates, losses, refusals and feedback',
    labelNames: ['event', 'platform'],
    registers: [registry],
  });
  const faults = new Counter({
    name: 'iom_faults_total',
    help: 'Errors that nobody caught; the process ends after one',
    registers: [registry],
  });
  const ready = new Gauge({ name: 'iom_ready', help: '1 when the assistant can answer', registers: [registry] });
  return {
    answered: (labels, time) => {
      answers.inc(labels);
      seconds.observe({ platform: labels.platform }, time);
    },
    count: (event, platform) => events.inc({ event, platform }),
    ready: (is) => ready.set(is ? 1 : 0),
    fault: () => faults.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
