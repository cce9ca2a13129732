import type { DoorResult } from './drive.js';
import type { Look } from './watch.js';

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const ms = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(1)).padStart(8);
const times = (values: readonly number[]) => [0.5, 0.99, 1].map((share) => ms(quantile(values, share))).join('');

/** One line a door: what was sent, how long it took, what went wrong. */
export function doorLines(results: Iterable<DoorResult>): string[] {
  const head = `${'door'.padEnd(7)}${'sent'.padStart(7)}   acknowledged p50, p99, most ms   answered p50, p99, most ms   errors unanswered twice`;
  const lines = [...results].map((r) => {
    const answered = r.door === 'slash' ? times(r.acknowledged) : times(r.answered);
    const statuses = [...r.errorStatuses].map(([status, count]) => `${count} x ${status}`).join(', ');
    const wrong = `${String(r.errors).padStart(6)}${String(r.lost).padStart(11)}${String(r.twice).padStart(6)}`;
    return `${r.door.padEnd(7)}${String(r.sent).padStart(7)}${times(r.acknowledged).padStart(32)}${answered.padStart(29)}   ${wrong}  ${statuses}`;
  });
  return [head, ...lines];
}

const MB = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

/** One line a process: memory at the warm-up and at the end, the lowest heap of each half, processor, delay of the event loop. */
export function processLines(looks: readonly (readonly Look[])[], seconds: number): string[] {
  return looks.map((all, at) => {
    const [first] = all;
    const last = all.at(-1);
    if (!first || !last) return '';
    const half = Math.ceil(all.length / 2);
    const lowest = (some: readonly Look[]) => MB(Math.min(...some.map(({ heap }) => heap)));
    const measured = all.slice(1);
    return [
      `process ${at + 1}: resident ${MB(first.resident)} after warm-up, ${MB(last.resident)} at the end`,
      `heap at its lowest ${lowest(all.slice(0, half))} in the first half, ${lowest(all.slice(half))} in the second`,
      `processor ${(last.processor - first.processor).toFixed(1)} s in ${seconds.toFixed(0)} s, ${((1000 * (last.processor - first.processor)) / (last.answers - first.answers)).toFixed(1)} ms an answer`,
      `event loop late by p99 ${Math.max(...measured.map((l) => l.delayP99)).toFixed(1)} ms in the worst five seconds, ${Math.max(...measured.map((l) => l.delayMost)).toFixed(1)} ms at most`,
      `answers ${last.answers - first.answers}, losses ${last.losses}`,
    ].join('; ');
  });
}
