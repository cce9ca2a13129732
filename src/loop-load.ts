import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Long enough to tell a load from a single long piece of work. */
const WINDOW_MS = 100;

const NO_REST = 0.9;

/** Tells, when asked, whether the event loop had hardly a rest lately: whoever begins more then only makes everybody wait. */
export function watchLoop(): () => boolean {
  let last: EventLoopUtilization = performance.eventLoopUtilization();
  let until = performance.now() + WINDOW_MS;
  let hasNoRest = false;
  return () => {
    if (performance.now() < until) return hasNoRest;
    const current = performance.eventLoopUtilization();
    hasNoRest = performance.eventLoopUtilization(current, last).utilization > NO_REST;
    last = current;
    until = performance.now() + WINDOW_MS;
    return hasNoRest;
  };
}
