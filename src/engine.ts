import type { Assistant } from './assistant.js';
import { readCopy, writeCopy } from './compiled-copy.js';
import { createAssistant } from './create-assistant.js';
import type { Knowledge } from './knowledge/knowledge.js';
import { fingerprintOf, loadKnowledge } from './knowledge/load.js';
import { learningCode } from './learning-code.js';
import { createDictionaries, learn, type Models } from './understand/model.js';
import { createNearNames } from './understand/near-names.js';
import type { Dictionaries, WordLists } from './understand/reading.js';
import { taughtQuestions } from './understand/taught.js';

/** What a knowledge folder was turned into. Kept, so that a start need not learn again. */
interface Compiled {
  readonly knowledge: Knowledge;
  readonly models: Models;
  readonly lists: WordLists;
}

export interface Engine {
  readonly assistant: Assistant;
  readonly knowledge: Knowledge;
  /** Whether the compiled copy was used. */
  readonly fromCache: boolean;
}

const CODE = learningCode();

/**
 * Loads, validates and learns a knowledge folder; uses a compiled copy that was made from the very same files, or makes one in
 * the first file that can be written.
 * @throws {KnowledgeError} when the folder is faulty
 */
export function loadEngine(directory: string, ...copies: readonly string[]): Engine {
  const ready = readEngine(directory, ...copies);
  if (ready) return ready;
  const knowledge = loadKnowledge(directory);
  const taught = taughtQuestions(knowledge);
  const dictionaries = createDictionaries(knowledge, taught);
  const models = learn(knowledge, taught, dictionaries);
  const { nearNames, ...lists } = dictionaries;
  writeCopy(copies, keyOf(directory), { knowledge, models, lists } satisfies Compiled);
  return { assistant: createAssistant(knowledge, models, dictionaries), knowledge, fromCache: false };
}

/** The engine from a compiled copy, or undefined where there is none of just these files: learning would take long. */
export function readEngine(directory: string, ...copies: readonly string[]): Engine | undefined {
  const compiled = readCopy(copies, keyOf(directory)) as Compiled | undefined;
  if (!compiled) return undefined;
  const { knowledge, models, lists } = compiled;
  const dictionaries: Dictionaries = { ...lists, nearNames: createNearNames(knowledge) };
  return { assistant: createAssistant(knowledge, models, dictionaries), knowledge, fromCache: true };
}

function keyOf(directory: string): string {
  return `${CODE}-${fingerprintOf(directory)}`;
}
