import type { Knowledge } from './knowledge.js';
import type { DocumentRecord } from './schema.js';

/** The document of an id, or of a family the edition in one language. Undefined where there is none. */
export function editionOf(knowledge: Knowledge, id: string, language: string): DocumentRecord | undefined {
  return knowledge.documents.get(id) ?? [...knowledge.documents.values()].find((d) => d.family === id && d.language === language);
}
