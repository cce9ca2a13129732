import type { AssistantProcess } from './assistant-process.js';

/** What a process said of itself, once in a while. Bytes, seconds of processor time, milliseconds of delay since the last look. */
export interface Look {
  readonly resident: number;
  readonly heap: number;
  readonly processor: number;
  readonly delayP99: number;
  readonly delayMost: number;
  readonly answers: number;
  readonly losses: number;
}

/** Looks at a process now; this also begins a new period for the delay of its event loop. */
export async function lookAt(assistant: AssistantProcess): Promise<Look> {
  const samples = await assistant.metrics();
  const sum = (name: string, holding = '') =>
    [...samples].filter(([key]) => key.startsWith(name) && key.includes(holding)).reduce((total, [, value]) => total + value, 0);
  return {
    resident: sum('process_resident_memory_bytes'),
    heap: sum('nodejs_heap_size_used_bytes'),
    processor: sum('process_cpu_seconds_total'),
    delayP99: sum('nodejs_eventloop_lag_p99_seconds') * 1000,
    delayMost: sum('nodejs_eventloop_lag_max_seconds') * 1000,
    answers: sum('iom_answers_total'),
    losses: sum('iom_events_total', 'event="loss"'),
  };
}

/** Looks at some processes every few seconds until it is stopped. */
export function watch(
  assistants: readonly AssistantProcess[],
  everyMs: number,
): { stop(): Promise<readonly (readonly Look[])[]> } {
  const looks = assistants.map((): Look[] => []);
  const lookAtAll = async () => {
    for (const [at, assistant] of assistants.entries()) looks[at]?.push(await lookAt(assistant));
  };
  let last = lookAtAll();
  const timer = setInterval(() => {
    last = last.then(lookAtAll);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await lookAtAll();
      return looks;
    },
  };
}
