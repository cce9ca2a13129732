import type { Answer } from '../../src/answer.js';
import type { Assistant } from '../../src/assistant.js';
import type { Knowledge } from '../../src/knowledge/knowledge.js';
import type { Language, Via } from '../../src/question.js';
import { renderPlainText } from '../../src/render/plain-text.js';
import { topicClasses } from '../../src/understand/topics.js';

/** A question of test/questions: what is typed, and what a right answer must hold. */
export interface Case {
  readonly id: string;
  readonly lang: Language;
  readonly via: Via;
  readonly text: string;
  readonly context?: { readonly channel?: string; readonly prior?: readonly string[] };
  readonly outcome: Answer['outcome'];
  /** Such as `contact:wash`, `rts:KE`, `ro:KE`, `office:rome`, `fact:un-signed`, `list:ro`, `doc:mcof`, `need:place`, `unknown`. */
  readonly asks: readonly string[];
  readonly tags: readonly string[];
}

export interface Verdict {
  readonly right: boolean;
  /** An answer that is wrong: a person in an emergency acts on it. */
  readonly wrongWithConfidence: boolean;
  /** An answer that gives a contact or a Regional Office that is not the right one. */
  readonly wrongContact: boolean;
  readonly inLanguage: boolean;
  readonly answer: Answer;
}

/** Judges the assistant by what a person would read. Choices are pressed; the press must lead to the right answer. */
export function createJudge(assistant: Assistant, knowledge: Knowledge): (c: Case) => Verdict {
  const classes = topicClasses(knowledge);
  const groupOf = (id: string) => {
    const group = classes.get(id)?.group ?? id;
    return group.startsWith('migrant') ? 'migrant' : /^un-(council|signed|adopted)$/.test(group) ? 'un-dates' : group;
  };
  const regional = [...knowledge.offices.values()].filter((o) => o.kinds.includes('ro'));
  const addresses = [...knowledge.mailboxes.values()].map((m) => m.address);
  const cityIn = (id: string, text: string, language: Language) => {
    const office = knowledge.offices.get(id);
    return office !== undefined && text.includes(office.city[language]);
  };
  const officeOf = (place: string) => knowledge.countries.get(place)?.office ?? place;

  const meets = (ask: string, answer: Answer, text: string): boolean => {
    const [kind, id = ''] = ask.split(':');
    const groups = () => answer.topics.map((t) => topicGroup(t, groupOf, knowledge));
    switch (kind) {
      case 'contact':
        return id === 'all' ? addresses.every((a) => text.includes(a)) : text.includes(addressOf(id, knowledge));
      case 'rts':
        return text.includes('RTS') && cityIn(officeOf(id), text, answer.language);
      case 'ro':
        return cityIn(officeOf(id), text, answer.language);
      case 'office':
        return cityIn(id, text, answer.language);
      case 'doc': {
        const title = knowledge.documents.get(id)?.title ?? '';
        return text.includes(title);
      }
      case 'fact':
        return groups().includes(groupOf(id));
      case 'list':
      case 'kind':
        return groups().includes(groupOf(`${kind}-${id}`));
      case 'unknown':
        return answer.topics.includes('unknown');
      default:
        return false;
    }
  };
  /** Another Regional Office or mailbox beside the right one. */
  const strays = (asks: readonly string[], answer: Answer, text: string): boolean => {
    if (asks.some((a) => /^(list|fact|kind|doc|office):/.test(a))) return false;
    const routes = asks.flatMap((a) => (/^(rts|ro):/.test(a) ? [officeOf(a.split(':')[1] ?? '')] : []));
    if (routes.length > 0 && regional.some((o) => !routes.includes(o.id) && text.includes(o.city[answer.language]))) return true;
    const contacts = asks.flatMap((a) => (a.startsWith('contact:') ? [a.slice(8)] : []));
    if (contacts.length === 0 || contacts.includes('all')) return false;
    const right = new Set(contacts.map((c) => addressOf(c, knowledge)));
    return ['prd', 'rmm'].some((m) => !right.has(addressOf(m, knowledge)) && text.includes(addressOf(m, knowledge)));
  };

  return (c) => {
    const ask = (text: string, prior: readonly string[]) =>
      assistant.ask({ via: c.via, text, prior, ...(c.context?.channel ? { channel: c.context.channel } : {}) });
    const prior = c.context?.prior ?? [];
    const answer = ask(c.text, prior);
    const text = renderPlainText(answer);
    const inLanguage = answer.language === c.lang;
    let right = answer.outcome === c.outcome;
    if (right && c.outcome === 'answer') right = c.asks.every((a) => meets(a, answer, text)) && !strays(c.asks, answer, text);
    if (right && c.outcome === 'clarify' && !c.asks.includes('need:place')) {
      const pressed = answer.choices.map((choice) => ask(choice.value, [...prior, c.text]));
      right = c.asks.every((a) =>
        pressed.some((p) => p.outcome === 'answer' && meets(a, p, renderPlainText(p)) && !strays([a], p, renderPlainText(p))),
      );
    }
    const wrongWithConfidence = !right && answer.outcome === 'answer';
    const contacts = answer.outcome === 'answer' && answer.topics.some((t) => /^(contact|country|region|office):/.test(t));
    return { right, wrongWithConfidence, wrongContact: wrongWithConfidence && contacts, inLanguage, answer };
  };
}

function addressOf(target: string, k: Knowledge): string {
  return k.mailboxes.get(k.units.get(target)?.mailbox ?? target)?.address ?? '';
}

function topicGroup(key: string, groupOf: (id: string) => string, k: Knowledge): string {
  const [kind, id = ''] = key.split(':');
  if (kind === 'topic') return groupOf(id);
  if (kind === 'document') return `document ${id}`;
  if (kind === 'contact') return `mailbox ${k.units.get(id)?.mailbox ?? id}`;
  return key;
}
