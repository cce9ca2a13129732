import { type Logger, LogLevel } from '@slack/bolt';
import type { PlatformLog } from '../platform.js';
import { reasonOf } from './background.js';

const LONGEST = 200;

/**
 * Bolt's logger on top of ours. Debug and info lines are dropped, because Bolt writes whole payloads there; of errors
 * only kind and code are kept, because their data can hold tokens and what a person wrote.
 */
export function createBoltLog(log: PlatformLog): Logger {
  const write = (level: 'warn' | 'error', parts: readonly unknown[]) => {
    const [first] = parts;
    if (first instanceof Error) log[level](reasonOf(first), 'Bolt reports an error');
    else log[level]({ detail: String(first).split(' (')[0]?.slice(0, LONGEST) }, 'Bolt reports');
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => write('warn', parts),
    error: (...parts) => write('error', parts),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
