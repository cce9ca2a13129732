import { z } from 'zod';

// The shape of everything in knowledge/. Each schema is one file's content; load.ts turns a fault into file, line and cure.

const text = z.string().trim().min(1, 'must not be empty');
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter code in quotes, such as "NO"');
const mailbox = z.email('must be an e-mail address').regex(/@iom\.int$/, 'must be an address at iom.int');
const link = z.url('must be a full web address').regex(/^https:\/\/([\w-]+\.)*iom\.int\//, 'must be an https address at iom.int');
const asOf = z.string().regex(/^\d{4}-\d{2}$/, 'must be year-month in quotes, such as "2022-11"');

/** The same shape in each of the four languages. */
const byLanguage = <S extends z.ZodType>(shape: S) => z.strictObject({ en: shape, fr: shape, es: shape, ar: shape });

/** One text in each of the four languages. */
export const fourLanguages = byLanguage(text);
const words = z.array(text).default([]);
const fourLists = z
  .strictObject({ en: words, fr: words, es: words, ar: words })
  .partial()
  .transform((lists) => ({ en: lists.en ?? [], fr: lists.fr ?? [], es: lists.es ?? [], ar: lists.ar ?? [] }));

export const sourcesFile = z.array(z.strictObject({ id, asOf, title: fourLanguages })).min(1);

export const contactsFile = z.strictObject({
  source: id,
  mailboxes: z.array(z.strictObject({ id, acronym: text, address: mailbox, names: fourLanguages, covers: fourLanguages })),
  units: z.array(z.strictObject({ id, mailbox: id, acronym: text.optional(), names: fourLanguages, covers: fourLanguages })),
});

const folded = z
  .array(z.string().regex(/^(?:[a-z0-9]+|[\u0627-\u064a]+)$/, 'must be one word in small letters without accents'))
  .min(1)
  .transform((list): ReadonlySet<string> => new Set(list));

export const particlesFile = z.strictObject({
  from: folded,
  to: folded,
  between: folded,
  or: folded,
  'before-code': folded,
  command: folded,
  first: folded,
  second: folded,
  third: folded,
  'no-language': folded,
});

export const officeKind = z.enum(['ro', 'slo', 'ac', 'coord', 'rm']);

export const officesFile = z.strictObject({
  source: id,
  offices: z.array(
    z.strictObject({
      id,
      kinds: z.array(officeKind).min(1),
      country: countryCode,
      city: fourLanguages,
      /** The cluster that a Country Office with coordinating functions serves. */
      for: z.strictObject({ region: id }).optional(),
      /** A coordinating function that sits inside this office without being an office of its own. */
      hosts: z.strictObject({ region: id }).optional(),
      mailbox: mailbox.optional(),
      rtsMailbox: mailbox.optional(),
    }),
  ),
  aliases: z.record(id, words),
});

export const countriesFile = z.array(
  z.strictObject({
    code: countryCode,
    iso3: z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter code'),
    office: id,
    confidence: z.enum(['high', 'medium', 'low']),
    source: z.union([z.literal(''), z.url()]),
    names: fourLanguages,
    /** The name with its article, as it stands after "for" or "pour". */
    phrase: z.strictObject({ en: text, fr: text }),
    also: fourLists,
    capital: fourLists,
    places: fourLists,
    demonyms: fourLists,
  }),
);

/** Names that several countries share: they are asked back. */
export const sharedNamesFile = z.array(
  z.strictObject({
    id,
    countries: z.array(countryCode).min(2),
    names: z.array(text).min(1),
    hints: z.record(countryCode, z.array(text)).default({}),
  }),
);

/** Places that no country of the coverage stands for, each by its names: they are told to be unknown. */
export const uncoveredFile = z.array(z.array(text).min(1));

export const regionsFile = z.strictObject({
  source: id,
  regions: z.array(z.strictObject({ id, covers: z.array(id), holds: z.array(id), name: fourLanguages, also: fourLists })),
});

export const documentsFile = z.strictObject({
  source: id,
  documents: z.array(
    z.strictObject({
      id,
      section: z.enum(['links', 'text', 'references', 'other-entries']),
      title: text,
      link: link.optional(),
      family: id.optional(),
      language: z.enum(['en', 'fr', 'es', 'ar']).optional(),
      updated: fourLanguages.optional(),
      more: z.array(z.strictObject({ title: text, link })).default([]),
    }),
  ),
});

/** Ordinary words that must not be taken for misspelt names. */
export const commonWordsFile = fourLists;

const questions = z.strictObject({ en: words, fr: words, es: words, ar: words }).partial();

/** What kind of answer a topic leads to; the other kinds than `fact` and `list` only hold example questions. */
export const topicKind = z.enum([
  'fact',
  'list',
  'contact',
  'rts',
  'regional-office',
  'office',
  'document',
  'clarify',
  'unknown',
  'help',
]);

export const topicFile = z.strictObject({
  id,
  kind: topicKind,
  source: id.default('handbook'),
  /** Topics of one family share what they are about; by default the first word of the id. */
  family: id.optional(),
  /** The mailbox, unit or document that the answer is about. */
  subject: id.optional(),
  /** Mailboxes that "their e-mails" asks for after this answer, where it is about several. */
  mailboxes: z.array(id).default([]),
  title: fourLanguages.optional(),
  answer: fourLanguages.optional(),
  /** What a yes/no question about this topic is told first. */
  polar: z.enum(['yes', 'no']).optional(),
  items: z.array(fourLanguages).optional(),
  /** Offices of this kind are the items. */
  offices: officeKind.optional(),
  documents: z.array(id).default([]),
  /** What the person is asked, and may choose from, when a topic is too wide. */
  choices: z
    .array(z.string().regex(/^(contact|topic|document|office):[a-z0-9-]+$/, 'must be contact:…, topic:…, document:… or office:…'))
    .optional(),
  /** Questions that must reach this topic: they teach the matcher. */
  questions: questions.default({}),
  /** Questions that name a place too, and so want the regional specialist beside this topic's mailbox. */
  questionsWithPlace: questions.default({}),
});

/** Messages that ask several things at once, with the topics they ask for: they teach what joins questions. */
export const severalFile = z.array(z.strictObject({ topics: z.array(id).min(2), questions }));

/** Plain ways to ask who helps with a sector: subjects and sentences that are put together. */
export const patternsFile = byLanguage(
  z.strictObject({
    places: z.array(text).min(1),
    'with-place': z.array(text.includes('{subject}', 'must hold {subject}').includes('{place}', 'must hold {place}')).min(1),
    'without-place': z.array(text.includes('{subject}', 'must hold {subject}')).min(1),
    /** Words for the business of a unit or mailbox, by its id. */
    subjects: z.record(id, words),
  }),
);

/** Names of languages, for documents that exist in some of them. */
export const languagesFile = z.array(
  z.strictObject({ id: z.enum(['en', 'fr', 'es', 'ar', 'other']), names: z.array(text).min(1), titles: words }),
);

/** Example questions, each in four languages. */
export const startersFile = z.array(fourLanguages).min(1).max(4);

/** Texts of one platform's user interface. */
export const interfaceFile = z.record(id, fourLanguages);

export const vocabularyFile = z.record(id, words);

export type Texts = z.infer<typeof fourLanguages>;
export type OfficeKind = z.infer<typeof officeKind>;
export type SourceRecord = z.infer<typeof sourcesFile>[number];
export type Mailbox = z.infer<typeof contactsFile>['mailboxes'][number];
export type Unit = z.infer<typeof contactsFile>['units'][number];
export type Office = z.infer<typeof officesFile>['offices'][number];
export type Country = z.infer<typeof countriesFile>[number];
export type SharedName = z.infer<typeof sharedNamesFile>[number];
export type Region = z.infer<typeof regionsFile>['regions'][number];
export type DocumentRecord = z.infer<typeof documentsFile>['documents'][number];
export type Patterns = z.infer<typeof patternsFile>;
export type Several = z.infer<typeof severalFile>[number];
export type Topic = z.infer<typeof topicFile>;
export type Particles = z.infer<typeof particlesFile>;
export type LanguageNames = z.infer<typeof languagesFile>[number];
export type Vocabulary = z.infer<typeof vocabularyFile>;
