import { watch } from 'node:fs';
import type { Assistant } from './assistant.js';
import { type Engine, loadEngine, readEngine } from './engine.js';
import { fingerprintOf } from './knowledge/load.js';
import type { PlatformLog } from './platforms/platform.js';

/** The engine in use; it follows the knowledge folder. */
export interface LiveEngine {
  assistant(): Assistant;
  /** Validates the folder and takes it over; keeps the last good one on a fault, which is logged with file and line. */
  reload(): Promise<void>;
  /** Why a change of the folder is not in use, or undefined. */
  notice(): string | undefined;
  close(): void;
}

/** Editors write a file in several steps: wait until they are done. */
const SETTLE_MS = 500;

const UNUSED = 'The changed knowledge cannot be used; the last good one stays in use. Mend what is named.';

/**
 * Loads the engine and follows changes of its folder. Learning takes seconds of processor time, so another process does
 * it (`compile`), and this one goes on answering until the copy is ready.
 * @throws {KnowledgeError} when the first load fails
 */
export function createLiveEngine(
  directory: string,
  copies: readonly string[],
  compile: () => Promise<void>,
  log: PlatformLog,
): LiveEngine {
  let engine: Engine = loadEngine(directory, ...copies);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let fault: string | undefined;
  const takeOver = async () => {
    try {
      fault = undefined;
      if (fingerprintOf(directory) === engine.knowledge.fingerprint) return;
      await compile();
      const next = readEngine(directory, ...copies);
      if (!next)
        throw new Error(
          `What was learnt is not there: the folder changed meanwhile and is read again, or neither ${copies.join(' nor ')} can be written. Make one of their folders writable.`,
        );
      engine = next;
      log.info({ topics: engine.knowledge.topics.size }, 'The knowledge was read again and is in use.');
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
      log.error({ reason: fault }, UNUSED);
    }
  };
  const reload = () => {
    running = running.then(takeOver);
    return running;
  };
  const watcher = watch(directory, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(reload, SETTLE_MS);
  });
  watcher.on('error', () => log.warn({}, 'The knowledge folder cannot be watched; send SIGHUP after a change.'));
  return {
    assistant: () => engine.assistant,
    reload,
    notice: () => fault && `${UNUSED} ${fault}`,
    close: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
