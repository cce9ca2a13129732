import { LANGUAGES } from '../question.js';
import { editionOf } from './editions.js';
import type { Knowledge } from './knowledge.js';
import type { Fault } from './read-yaml.js';

type Where = (file: string, path: readonly PropertyKey[]) => { file: string; line: number };

/** Checks what no single file can see: that ids resolve, are used once, and that every language says everything. */
export function checkReferences(k: Knowledge, where: Where): Fault[] {
  const faults: Fault[] = [];
  const expect = (known: boolean, at: { file: string; line: number }, what: string, cure: string) => {
    if (!known) faults.push({ ...at, what, cure });
  };

  let row = 0;
  const codes = new Set<string>();
  for (const country of k.countries.values()) {
    const at = where('countries.yaml', [row++]);
    expect(!codes.has(country.code), at, `country "${country.code}" stands twice`, 'Remove one of the two');
    codes.add(country.code);
    const office = k.offices.get(country.office);
    expect(
      office?.kinds.includes('ro') ?? false,
      at,
      `"${country.office}" is not a Regional Office`,
      'Use the id of an office of kind ro in offices.yaml',
    );
  }
  for (const [i, shared] of k.sharedNames.entries()) {
    for (const code of shared.countries) {
      expect(k.countries.has(code), where('shared-names.yaml', [i]), `no country "${code}"`, 'Use a code of countries.yaml');
    }
  }
  const covered = new Set(
    [...k.countries.values()].flatMap((c) =>
      LANGUAGES.flatMap((l) => [c.names[l], ...c.also[l], ...c.capital[l], ...c.places[l], ...c.demonyms[l]]),
    ),
  );
  for (const [i, names] of k.uncovered.entries()) {
    for (const name of names) {
      const at = where('uncovered.yaml', [i]);
      expect(!covered.has(name), at, `"${name}" also stands in countries.yaml`, 'Remove it from one of the two files');
    }
  }
  for (const [i, unit] of [...k.units.values()].entries()) {
    expect(
      k.mailboxes.has(unit.mailbox),
      where('contacts.yaml', ['units', i]),
      `no mailbox "${unit.mailbox}"`,
      'Use the id of a mailbox above',
    );
  }
  for (const [i, office] of [...k.offices.values()].entries()) {
    const at = where('offices.yaml', ['offices', i]);
    expect(k.countries.has(office.country), at, `no country "${office.country}"`, 'Use a code of countries.yaml');
    for (const region of [office.for?.region, office.hosts?.region]) {
      if (region) expect(k.regions.has(region), at, `no region "${region}"`, 'Use an id of regions.yaml');
    }
  }
  for (const [i, region] of [...k.regions.values()].entries()) {
    for (const office of [...region.covers, ...region.holds]) {
      expect(k.offices.has(office), where('regions.yaml', ['regions', i]), `no office "${office}"`, 'Use an id of offices.yaml');
    }
  }
  for (const [i, { topics }] of k.several.entries()) {
    for (const topic of topics)
      expect(k.topics.has(topic), where('several.yaml', [i]), `no topic "${topic}"`, 'Use the name of a file in topics/');
  }
  for (const language of LANGUAGES) {
    for (const subject of Object.keys(k.patterns[language].subjects)) {
      const at = where('patterns.yaml', [language, 'subjects', subject]);
      expect(k.topics.has(`contact-${subject}`), at, `no unit or mailbox "${subject}"`, 'Use an id of contacts.yaml');
    }
  }
  for (const topic of k.topics.values()) faults.push(...checkTopic(k, topic.id, where));
  faults.push(...checkWording(k, where));
  return faults;
}

function checkTopic(k: Knowledge, id: string, where: Where): Fault[] {
  const topic = k.topics.get(id);
  if (!topic) return [];
  const file = `topics/${id}.yaml`;
  const faults: Fault[] = [];
  const fault = (path: readonly PropertyKey[], what: string, cure: string) => faults.push({ ...where(file, path), what, cure });
  const subjects = new Set([
    'all',
    ...k.mailboxes.keys(),
    ...k.units.keys(),
    ...k.documents.keys(),
    ...[...k.documents.values()].flatMap((d) => d.family ?? []),
  ]);
  if ((topic.kind === 'fact' || topic.kind === 'list') && !(topic.title && topic.answer)) {
    fault([], `topic "${id}" has no title or no answer`, 'Add title and answer in the four languages');
  }
  if (topic.subject && !subjects.has(topic.subject))
    fault(['subject'], `no mailbox, unit or document "${topic.subject}"`, 'Use an id of contacts.yaml or documents.yaml');
  for (const mailbox of topic.mailboxes) {
    if (!k.mailboxes.has(mailbox)) fault(['mailboxes'], `no mailbox "${mailbox}"`, 'Use an id of mailboxes in contacts.yaml');
  }
  if (!k.sources.has(topic.source)) fault(['source'], `no source "${topic.source}"`, 'Use an id of sources.yaml');
  for (const document of topic.documents) {
    const known = LANGUAGES.every((language) => editionOf(k, document, language));
    if (!known) fault(['documents'], `no document "${document}"`, 'Use an id of documents.yaml, or a family with four editions');
  }
  for (const choice of topic.choices ?? []) {
    const [kind, target = ''] = choice.split(':');
    const known =
      kind === 'contact'
        ? k.mailboxes.has(target) || k.units.has(target)
        : kind === 'topic'
          ? k.topics.has(target)
          : kind === 'document'
            ? k.documents.has(target)
            : k.offices.has(target);
    if (!known)
      fault(['choices'], `nothing is called "${choice}"`, 'Use an id of contacts.yaml, topics/, documents.yaml or offices.yaml');
  }
  return faults;
}

function checkWording(k: Knowledge, where: Where): Fault[] {
  const faults: Fault[] = [];
  const reference = k.wording.en;
  for (const language of LANGUAGES) {
    const file = `wording/${language}.yaml`;
    const own = k.wording[language];
    for (const part of ['titles', 'sentences', 'labels', 'commands', 'kinds'] as const) {
      for (const key of Object.keys(reference[part])) {
        if (!(key in own[part]))
          faults.push({ ...where(file, [part]), what: `"${part}.${key}" is missing`, cure: 'Add it, as in wording/en.yaml' });
      }
    }
    for (const part of ['titles', 'sentences', 'labels'] as const) {
      for (const [key, text] of Object.entries(own[part])) {
        const expected = placeholders(reference[part][key] ?? '');
        if (placeholders(text) !== expected) {
          faults.push({
            ...where(file, [part, key]),
            what: `"${part}.${key}" fills in ${placeholders(text) || 'nothing'}, not ${expected || 'nothing'}`,
            cure: 'Use the same {placeholders} as wording/en.yaml',
          });
        }
      }
    }
  }
  return faults;
}

const placeholders = (text: string) => [...new Set(text.match(/\{[a-z]+\}/gi) ?? [])].sort().join(' ');
