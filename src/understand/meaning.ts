import type { Outcome } from '../answer.js';
import type { Language } from '../question.js';

/** A place that an answer is about. */
export type PlaceRef =
  | { readonly kind: 'country'; readonly id: string }
  | { readonly kind: 'office'; readonly id: string }
  | { readonly kind: 'region'; readonly id: string };

/** One definite thing that is asked. */
export type Ask =
  /** Whom to write to: a mailbox, a unit, or all three. */
  | { readonly kind: 'contact'; readonly target: string }
  /** Where the RTS for a place sits. */
  | { readonly kind: 'rts'; readonly place: PlaceRef }
  /** Which Regional Office covers a place; `supposed` is the office that a yes/no question named. */
  | { readonly kind: 'regional-office'; readonly place: PlaceRef; readonly supposed?: string }
  /** What an office is; `supposed` is the kind that a yes/no question named. */
  | { readonly kind: 'office'; readonly office: string; readonly supposed?: string }
  | { readonly kind: 'topic'; readonly topic: string; readonly polar: boolean }
  | { readonly kind: 'document'; readonly document: string }
  /** A part of the message that the knowledge does not hold. */
  | { readonly kind: 'not-known' };

/** Why a place is not definite. */
export type PlaceDoubt =
  /** A name that several countries share, or a spelling as near to one as to another. */
  | { readonly kind: 'which-country'; readonly name: string; readonly shared: string | undefined }
  /** A part of the world that several Regional Offices cover. */
  | { readonly kind: 'which-office'; readonly region: string };

/** What the person is asked back. */
export type Doubt =
  /** No country anywhere. */
  | { readonly kind: 'which-place'; readonly wanted: 'rts' | 'regional-office' }
  /** The place that is named may be several; `both` wants the RTS beside a mailbox. */
  | { readonly kind: 'which-of'; readonly wanted: 'rts' | 'regional-office' | 'both'; readonly about: PlaceDoubt }
  /** A topic of kind clarify: its own sentence and choices. */
  | { readonly kind: 'which-topic'; readonly topic: string };

/** One line of the trace: which step, what it saw, which rule it followed. */
export interface TraceStep {
  readonly step: string;
  readonly detail: string;
}

/** What a question means, before it is worded. */
export interface Meaning {
  readonly outcome: Outcome;
  readonly language: Language;
  readonly asks: readonly Ask[];
  readonly doubt?: Doubt;
  /** What may be chosen, each a definite ask or several that belong together. */
  readonly choices: readonly (readonly Ask[])[];
  /** 0 to 1: how often an answer reached in this way was right in cross-validation. */
  readonly confidence: number;
  /** The rule that decided, as a key of the wording's `why` sentences. */
  readonly rule: string;
  readonly trace: readonly TraceStep[];
}
