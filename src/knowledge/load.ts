import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { z } from 'zod';
import { LANGUAGES, type Language } from '../question.js';
import { checkReferences } from './check.js';
import type { Knowledge } from './knowledge.js';
import { type Fault, KnowledgeError, readYaml } from './read-yaml.js';
import * as schema from './schema.js';
import { wordingFile } from './wording.js';

/**
 * Reads, validates and cross-checks a knowledge folder.
 * @throws {KnowledgeError} with every fault's file, line, what is wrong and the cure.
 */
export function loadKnowledge(directory: string): Knowledge {
  const reader = new FolderReader(directory);
  const sources = reader.read('sources.yaml', schema.sourcesFile);
  const contacts = reader.read('contacts.yaml', schema.contactsFile);
  const offices = reader.read('offices.yaml', schema.officesFile);
  const countries = reader.read('countries.yaml', schema.countriesFile);
  const sharedNames = reader.read('shared-names.yaml', schema.sharedNamesFile);
  const uncovered = reader.read('uncovered.yaml', schema.uncoveredFile);
  const regions = reader.read('regions.yaml', schema.regionsFile);
  const documents = reader.read('documents.yaml', schema.documentsFile);
  const languageNames = reader.read('languages.yaml', schema.languagesFile);
  const particles = reader.read('particles.yaml', schema.particlesFile);
  const topics = reader.filesIn('topics').map((file) => reader.read(file, schema.topicFile));
  const patterns = reader.read('patterns.yaml', schema.patternsFile);
  const commonWords = reader.read('common-words.yaml', schema.commonWordsFile);
  const several = reader.read('several.yaml', schema.severalFile);
  const vocabulary = byLanguage((language) => reader.read(`vocabulary/${language}.yaml`, schema.vocabularyFile));
  const wording = byLanguage((language) => reader.read(`wording/${language}.yaml`, wordingFile));
  const starters = reader.read('starters.yaml', schema.startersFile);
  const interfaces = reader
    .filesIn('interface')
    .map((file) => ({ platform: basename(file, '.yaml'), texts: reader.read(file, schema.interfaceFile) }));
  reader.throwIfFaulty();

  const knowledge: Knowledge = {
    sources: byId(sources),
    mailboxes: byId(contacts.mailboxes),
    units: byId(contacts.units),
    offices: byId(offices.offices),
    officeAliases: offices.aliases,
    countries: new Map(countries.map((c) => [c.code, c])),
    sharedNames,
    uncovered,
    regions: byId(regions.regions),
    documents: byId(documents.documents),
    languageNames,
    particles,
    topics: byId(topics),
    patterns,
    several,
    vocabulary,
    commonWords,
    wording,
    starters,
    interface: new Map(
      interfaces.flatMap(({ platform, texts }) =>
        Object.entries(texts).map(([key, value]) => [`${platform}.${key}`, value] as const),
      ),
    ),
    sourceOf: { contacts: contacts.source, offices: offices.source, regions: regions.source, documents: documents.source },
    fingerprint: fingerprintOf(directory),
  };
  reader.faults.push(...checkReferences(knowledge, reader.where));
  reader.throwIfFaulty();
  return knowledge;
}

/** Hash of all YAML files of a folder, read but not parsed. */
export function fingerprintOf(directory: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((n) => n.endsWith('.yaml'))
    .sort()) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(join(directory, name)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/** Reads files of one folder and gathers their faults, so that all can be mended in one round. */
class FolderReader {
  readonly faults: Fault[] = [];
  readonly #lines = new Map<string, (path: readonly PropertyKey[]) => number>();

  constructor(readonly directory: string) {}

  /** Where a record stands: its file and line, for faults found after reading. */
  readonly where = (file: string, path: readonly PropertyKey[]): { file: string; line: number } => ({
    file,
    line: this.#lines.get(file)?.(path) ?? 1,
  });

  read<S extends z.ZodType>(file: string, shape: S): z.output<S> {
    const path = join(this.directory, file);
    if (!existsSync(path)) {
      this.faults.push({
        file,
        line: 1,
        what: 'the file is missing',
        cure: 'Restore it, or point KNOWLEDGE_DIR at the right folder',
      });
      return undefined as z.output<S>;
    }
    const text = readFileSync(path, 'utf8');
    const parsed = readYaml(file, text, shape);
    if (Array.isArray(parsed)) {
      this.faults.push(...parsed);
      return undefined as z.output<S>;
    }
    this.#lines.set(file, parsed.lineOf);
    return parsed.value;
  }

  /** The YAML files of a folder, sorted, as paths below the knowledge folder. */
  filesIn(folder: string): string[] {
    const root = join(this.directory, folder);
    if (!existsSync(root)) return [];
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => relative(this.directory, join(root, name)))
      .sort();
  }

  throwIfFaulty(): void {
    if (this.faults.length > 0) throw new KnowledgeError(this.faults);
  }
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, T>;
}
