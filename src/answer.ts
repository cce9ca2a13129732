import type { Language } from './question.js';

/** What the person gets: one answer, a question back, an honest "I do not know", or what the assistant can do. */
export type Outcome = 'answer' | 'clarify' | 'unknown' | 'help';

/** A mailbox as the knowledge has it, word for word. */
export interface Contact {
  readonly name: string;
  readonly address: string;
}

/** A document's title as printed in the handbook, and its address where one is known. */
export interface DocumentLink {
  readonly title: string;
  readonly url?: string;
  /** Said where no address is known, or how the document is kept up to date. */
  readonly note?: string;
}

/** A labelled fact, such as the Regional Office of a country. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One thing that was asked, answered. An answer to several questions has several. */
export interface Section {
  readonly heading?: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  readonly items: readonly string[];
  readonly contacts: readonly Contact[];
  readonly documents: readonly DocumentLink[];
  /** What the reader must beware of, such as an uncertain coverage. */
  readonly notes: readonly string[];
}

/** A button: what it says, and the complete question that is asked when it is pressed. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

/** Where in the knowledge an answer comes from. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** Year and month, such as 2022-11. */
  readonly asOf: string;
}

/** A mail the person may write, with the right address, subject and greeting filled in. */
export interface MailDraft {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Words of the card itself, in the answer's language, so that no renderer knows a language's words. */
export interface CardLabels {
  readonly source: string;
  readonly asOf: string;
  readonly writeMail: string;
  readonly copyAddress: string;
  readonly why: string;
  readonly notRight: string;
  readonly helpful: string;
  readonly share: string;
  readonly contact: string;
  readonly openLink: string;
}

interface Worded {
  readonly language: Language;
  readonly title: string;
  /** Who and the address, in at most 150 characters: what a notification shows. */
  readonly summary: string;
  readonly sections: readonly Section[];
  readonly choices: readonly Choice[];
  readonly sources: readonly Source[];
  /** The rule that decided, in plain words. */
  readonly why: string;
  readonly labels: CardLabels;
  /** Between 0 and 1, calibrated. */
  readonly confidence: number;
  /** Ids of what was answered, for metrics and feedback; never the person's words. */
  readonly topics: readonly string[];
}

/** A worded reply, ready to be rendered. */
export type Answer =
  | (Worded & { readonly outcome: 'answer'; readonly mail?: MailDraft })
  | (Worded & { readonly outcome: 'clarify' })
  | (Worded & { readonly outcome: 'unknown' })
  | (Worded & { readonly outcome: 'help' });

/** Writing direction of a language. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
