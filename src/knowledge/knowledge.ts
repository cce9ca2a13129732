import type { Language } from '../question.js';
import type {
  Country,
  DocumentRecord,
  LanguageNames,
  Mailbox,
  Office,
  Particles,
  Patterns,
  Region,
  Several,
  SharedName,
  SourceRecord,
  Texts,
  Topic,
  Unit,
  Vocabulary,
} from './schema.js';
import type { Wording } from './wording.js';

/** Everything the assistant knows, validated and frozen. Ids resolve: check.ts has seen to it. */
export interface Knowledge {
  readonly sources: ReadonlyMap<string, SourceRecord>;
  readonly mailboxes: ReadonlyMap<string, Mailbox>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly offices: ReadonlyMap<string, Office>;
  readonly officeAliases: Readonly<Record<string, readonly string[]>>;
  readonly countries: ReadonlyMap<string, Country>;
  readonly sharedNames: readonly SharedName[];
  /** Names of places that the coverage does not hold, those of one place together. */
  readonly uncovered: readonly (readonly string[])[];
  readonly regions: ReadonlyMap<string, Region>;
  readonly documents: ReadonlyMap<string, DocumentRecord>;
  readonly languageNames: readonly LanguageNames[];
  /** Folded small words around names. */
  readonly particles: Particles;
  readonly topics: ReadonlyMap<string, Topic>;
  readonly patterns: Patterns;
  readonly several: readonly Several[];
  readonly vocabulary: Readonly<Record<Language, Vocabulary>>;
  /** Ordinary words within a typing error of a name. */
  readonly commonWords: Readonly<Record<Language, readonly string[]>>;
  readonly wording: Readonly<Record<Language, Wording>>;
  readonly starters: readonly Texts[];
  /** Texts of the user interfaces, by `<platform>.<key>`. */
  readonly interface: ReadonlyMap<string, Texts>;
  /** Source id of each kind of record that has one for its whole file. */
  readonly sourceOf: Readonly<Record<'contacts' | 'offices' | 'regions' | 'documents', string>>;
  /** Hash of all files: a trained model carries the hash it was trained on. */
  readonly fingerprint: string;
}
