import type { Config } from './config.js';
import type { DeskService } from './desk-service.js';
import type { Gap } from './gaps.js';
import { createLog } from './log.js';
import { openDesk } from './open-desk.js';

/** Opens the desk for one command of an administrator, and closes it again. */
export async function withDesk<T>(config: Config, work: (desk: DeskService) => Promise<T>): Promise<T> {
  const desk = openDesk(config, createLog('silent'), { count: () => undefined });
  try {
    const trouble = await desk.trouble();
    if (trouble) throw new Error(trouble);
    return await work(desk);
  } finally {
    await desk.close();
  }
}

export type GapFormat = 'table' | 'json' | 'csv';

/** The gaps in the knowledge, most asked first, for its owners. */
export function printGaps(gaps: readonly Gap[], format: GapFormat): string {
  if (format === 'json') return JSON.stringify(gaps, null, 2);
  const rows = gaps.map((gap) => [
    String(gap.count),
    gap.language,
    Object.entries(gap.kinds)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
    new Date(gap.lastAsked).toISOString().slice(0, 10),
    gap.example,
  ]);
  const head = ['asked', 'language', 'why', 'last asked', 'question'];
  if (format === 'csv') return [head, ...rows].map((row) => row.map(csvField).join(',')).join('\r\n');
  if (rows.length === 0) return 'Nothing was left unanswered.';
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  return [head, ...rows]
    .map((row) => row.map((field, i) => (i === row.length - 1 ? field : field.padEnd(widths[i] ?? 0))).join('  '))
    .join('\n');
}

/** A field that a spreadsheet shows and never runs. */
function csvField(field: string): string {
  const safe = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return `"${safe.replaceAll('"', '""')}"`;
}
