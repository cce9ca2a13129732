import type { Assistant, Pick, Shelf } from './assistant.js';
import { fill } from './knowledge/format.js';
import type { Knowledge } from './knowledge/knowledge.js';
import type { Language } from './question.js';
import { choiceOf } from './respond/phrase-ask.js';
import { respond, starters, topicKey } from './respond/respond.js';
import { type Voice, voiceOf } from './respond/voice.js';
import { fold } from './understand/fold.js';
import type { Ask, Meaning } from './understand/meaning.js';
import type { Models } from './understand/model.js';
import type { Dictionaries } from './understand/reading.js';
import { createUnderstand } from './understand/understand.js';

/** Makes the assistant from what it knows and has learnt. */
export function createAssistant(knowledge: Knowledge, models: Models, dictionaries: Dictionaries): Assistant {
  const understand = createUnderstand(knowledge, models, dictionaries);
  const asks = browsable(knowledge);
  let named: readonly Named[] | undefined;
  const pickOf = (ask: Ask, voice: Voice): Pick => ({
    key: topicKey(ask),
    ...choiceOf([ask], voice),
    detail: detailOf(ask, voice),
  });
  const shelf = (id: Shelf['id'], language: Language, kinds: readonly Ask['kind'][]): Shelf => {
    const voice = voiceOf(knowledge, language);
    return {
      id,
      title: voice.title(`shelf-${id}`),
      picks: asks.filter((a) => kinds.includes(a.kind)).map((a) => pickOf(a, voice)),
    };
  };

  return {
    ask: (question) => respond(understand(question), knowledge),
    explain: (question) => {
      const meaning = understand(question);
      return { answer: respond(meaning, knowledge), trace: meaning.trace };
    },
    answerFor: (key, language) => {
      const ask = asks.find((a) => topicKey(a) === key);
      return ask ? respond(definite(ask, language), knowledge) : undefined;
    },
    search: (words, language, limit) => {
      const voice = voiceOf(knowledge, language);
      const wanted = fold(words.trim());
      if (wanted === '') return asks.slice(0, limit).map((a) => pickOf(a, voice));
      // Folded at the first search: doing it at each keystroke would take nearly all of its time.
      named ??= asks.map((ask) => ({ ask, names: searchNames(ask, knowledge).map(fold) }));
      const found = named.flatMap(({ ask, names }) => {
        const rank = matchRank(names, wanted);
        return rank === undefined ? [] : [{ ask, rank }];
      });
      return found
        .sort((a, b) => a.rank - b.rank)
        .slice(0, limit)
        .map(({ ask }) => pickOf(ask, voice));
    },
    countries: (language) => {
      const voice = voiceOf(knowledge, language);
      return [...knowledge.countries.values()]
        .map((c) => ({ ...pickOf({ kind: 'rts', place: { kind: 'country', id: c.code } }, voice), label: c.names[language] }))
        .sort((a, b) => a.label.localeCompare(b.label, language));
    },
    shelves: (language) => [
      shelf('contacts', language, ['contact']),
      shelf('offices', language, ['office']),
      shelf('documents', language, ['document']),
      shelf('topics', language, ['topic']),
    ],
    starters: (language) => starters(knowledge, language),
    say: (language, key, values) => {
      const texts = knowledge.interface.get(key);
      if (!texts) throw new Error(`knowledge/interface has no text "${key}". Add it in all four languages.`);
      return fill(texts[language], values);
    },
    asOf:
      [...knowledge.sources.values()]
        .map((s) => s.asOf)
        .sort()
        .at(-1) ?? '',
  };
}

function definite(ask: Ask, language: Language): Meaning {
  const rules: Record<Ask['kind'], string> = {
    contact: 'contact',
    rts: 'rts',
    'regional-office': 'regional-office',
    office: 'office',
    topic: 'fact',
    document: 'document',
    'not-known': 'fact',
  };
  return { outcome: 'answer', language, asks: [ask], choices: [], confidence: 1, rule: rules[ask.kind], trace: [] };
}

/** Something that can be picked, with its folded names in all languages. */
interface Named {
  readonly ask: Ask;
  readonly names: readonly string[];
}

/** Everything that can be picked from a list, most wanted first. */
function browsable(k: Knowledge): Ask[] {
  return [
    ...[...k.mailboxes.keys(), ...k.units.keys()].map((target): Ask => ({ kind: 'contact', target })),
    ...[...k.offices.keys()].map((office): Ask => ({ kind: 'office', office })),
    ...[...k.documents.keys()].map((document): Ask => ({ kind: 'document', document })),
    ...[...k.topics.values()]
      .filter((t) => t.kind === 'fact' || t.kind === 'list')
      .map((t): Ask => ({ kind: 'topic', topic: t.id, polar: false })),
    ...[...k.countries.keys()].map((id): Ask => ({ kind: 'rts', place: { kind: 'country', id } })),
  ];
}

function searchNames(ask: Ask, k: Knowledge): string[] {
  switch (ask.kind) {
    case 'contact': {
      const record = k.mailboxes.get(ask.target) ?? k.units.get(ask.target);
      return record ? [...Object.values(record.names), record.acronym ?? ''] : [];
    }
    case 'office': {
      const office = k.offices.get(ask.office);
      return office ? [...Object.values(office.city), ...(k.officeAliases[office.id] ?? [])] : [];
    }
    case 'document':
      return [k.documents.get(ask.document)?.title ?? ''];
    case 'topic':
      return Object.values(k.topics.get(ask.topic)?.title ?? {});
    case 'rts': {
      const country = k.countries.get(ask.place.id);
      return country
        ? [
            ...Object.values(country.names),
            ...Object.values(country.also).flat(),
            ...Object.values(country.capital).flat(),
            country.iso3,
          ]
        : [];
    }
    default:
      return [];
  }
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word in it, 3 inside; undefined for no match. */
function matchRank(names: readonly string[], wanted: string): number | undefined {
  let best: number | undefined;
  for (const folded of names) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = folded === wanted ? 0 : at === 0 ? 1 : folded[at - 1] === ' ' ? 2 : 3;
    if (best === undefined || rank < best) best = rank;
  }
  return best;
}

function detailOf(ask: Ask, voice: Voice): string {
  switch (ask.kind) {
    case 'contact': {
      const unit = voice.knowledge.units.get(ask.target);
      return voice.knowledge.mailboxes.get(unit?.mailbox ?? ask.target)?.address ?? '';
    }
    case 'office': {
      const kinds = voice.knowledge.offices.get(ask.office)?.kinds ?? [];
      return kinds.map((kind) => voice.knowledge.wording[voice.language].kinds[kind]?.one ?? kind).join(', ');
    }
    case 'rts':
      return `${voice.label('regional-office')}: ${voice.city(voice.knowledge.countries.get(ask.place.id)?.office ?? '')}`;
    case 'document':
      return voice.knowledge.documents.get(ask.document)?.link ?? voice.say('address-not-known');
    default:
      return '';
  }
}
