import type { Knowledge } from '../knowledge/knowledge.js';
import { LANGUAGES, type Language } from '../question.js';
import { topicFeatures } from './features.js';
import { type Features, hashFeature } from './linear-model.js';
import type { Reading } from './reading.js';
import type { Taught } from './taught.js';
import { randomFrom } from './train.js';

/** An example message that asks several things. */
export interface TaughtSeveral {
  readonly text: string;
  readonly language: Language;
  readonly topics: readonly string[];
  /** Made by joining two questions. */
  readonly joined: boolean;
}

/** The messages of knowledge/several.yaml, and as many again made by joining two short questions. */
export function taughtSeveral(knowledge: Knowledge, taught: readonly Taught[]): TaughtSeveral[] {
  const written = knowledge.several.flatMap(({ topics, questions }) =>
    LANGUAGES.flatMap((language) => (questions[language] ?? []).map((text) => ({ text, language, topics, joined: false }))),
  );
  return [...written, ...joined(taught, knowledge)];
}

/** How many joined examples there are for each written one would teach less and less: these many in each language. */
const JOINED = 500;
const LONGEST = 70;
const SEED = 7;

/** Two short questions of one language with one of its words for "and" between them: no hand would write so many. */
function joined(taught: readonly Taught[], { topics, vocabulary }: Knowledge): TaughtSeveral[] {
  const random = randomFrom(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return LANGUAGES.flatMap((language) => {
    const short = taught.filter((t) => {
      const kind = topics.get(t.topic)?.kind;
      return (
        t.language === language &&
        t.text.length <= LONGEST &&
        kind !== 'unknown' &&
        kind !== 'help' &&
        kind !== 'clarify' &&
        !t.withPlace
      );
    });
    const joints = [...(vocabulary[language]['and-also'] ?? []).slice(0, 3).map((word) => ` ${word} `), ', ', '. ', '? '];
    const out: TaughtSeveral[] = [];
    while (short.length > 1 && out.length < JOINED) {
      const [a, b] = [pick(short), pick(short)];
      if (a.topic === b.topic) continue;
      out.push({
        text: `${a.text.replace(/[.?!؟ ]+$/, '')}${pick(joints)}${b.text}`,
        language,
        topics: [a.topic, b.topic],
        joined: true,
      });
    }
    return out;
  });
}

const COUNTED: Readonly<Record<string, RegExp>> = {
  question: /[?؟]/g,
  comma: /[,،;؛]/g,
  number: /(?:^|\s)\(?[1-4١-٤a-d][).:]/g,
};

/** What tells a message that asks several things: what it is about, and how it is put together. */
export function severalFeatures(reading: Reading): Features {
  const about = topicFeatures(reading);
  const names: string[] = [];
  for (const [name, pattern] of Object.entries(COUNTED))
    names.push(`${name} ${Math.min(3, reading.text.match(pattern)?.length ?? 0)}`);
  const subjects = new Set(reading.concepts.flatMap((m) => (m.leftOut ? [] : m.concepts.filter((c) => c.startsWith('@')))));
  const asking = reading.concepts.filter((m) => m.concepts.some((c) => c.startsWith('q-'))).length;
  const joints = reading.concepts.filter((m) => m.concepts.includes('and-also') || m.afterAnd).length;
  names.push(`subjects ${Math.min(3, subjects.size)}`, `asking ${Math.min(3, asking)}`, `joints ${Math.min(3, joints)}`);
  names.push(`asking ${Math.min(3, asking)} joints ${Math.min(3, joints)}`, `concepts ${Math.min(10, reading.concepts.length)}`);
  for (const m of reading.concepts) {
    if (!m.concepts.includes('and-also') && !m.afterAnd) continue;
    const next = m.afterAnd ? m : reading.concepts.find((other) => other.start === m.end);
    for (const c of next?.concepts ?? ['none']) names.push(`and ${c.startsWith('@') ? '@' : c}`);
  }
  const own = [...new Set(names)].map((name) => hashFeature(name, SHAPE));
  const ids = new Int32Array(about.ids.length + own.length);
  const values = new Float32Array(ids.length);
  ids.set(about.ids);
  values.set(about.values);
  ids.set(own, about.ids.length);
  values.fill(1.5 / Math.sqrt(own.length), about.ids.length);
  return { ids, values };
}

const SHAPE = hashFeature('several:');
