import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Assistant } from './assistant.js';
import { createAssistant } from './create-assistant.js';
import type { Knowledge } from './knowledge/knowledge.js';
import { fingerprintOf, loadKnowledge } from './knowledge/load.js';
import { createDictionaries, LEARNING, learn, type Models } from './understand/model.js';
import { taughtQuestions } from './understand/taught.js';

/** What a knowledge folder was turned into. Kept beside the build, so that a start need not learn again. */
interface Compiled {
  readonly key: string;
  readonly knowledge: Knowledge;
  readonly models: Models;
}

export interface Engine {
  readonly assistant: Assistant;
  readonly knowledge: Knowledge;
  /** Whether the compiled copy was used. */
  readonly fromCache: boolean;
}

/** An old copy is not taken for a new one. */
const COMPILER = createHash('sha256').update(LEARNING).digest('hex').slice(0, 8);

/**
 * Loads, validates and learns a knowledge folder; uses the compiled copy where it was made from the very same files.
 * @throws {KnowledgeError} when the folder is faulty
 */
export function loadEngine(directory: string, cacheFile: string): Engine {
  const key = `${COMPILER}-${fingerprintOf(directory)}`;
  const cached = readCompiled(cacheFile, key);
  const { knowledge, models } = cached ?? compile(directory);
  const dictionaries = createDictionaries(knowledge, taughtQuestions(knowledge));
  if (!cached) writeCompiled(cacheFile, { key, knowledge, models });
  return { assistant: createAssistant(knowledge, models, dictionaries), knowledge, fromCache: cached !== undefined };
}

function compile(directory: string): Pick<Compiled, 'knowledge' | 'models'> {
  const knowledge = loadKnowledge(directory);
  const taught = taughtQuestions(knowledge);
  return { knowledge, models: learn(knowledge, taught, createDictionaries(knowledge, taught)) };
}

function readCompiled(file: string, key: string): Compiled | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const compiled = deserialize(readFileSync(file)) as Compiled;
    return compiled.key === key ? compiled : undefined;
  } catch {
    // A torn or foreign file is no reason not to start: it is made again.
    return undefined;
  }
}

function writeCompiled(file: string, compiled: Compiled): void {
  try {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, serialize(compiled));
    renameSync(draft, file);
  } catch {
    // A read-only folder only costs the next start a few seconds.
  }
}
