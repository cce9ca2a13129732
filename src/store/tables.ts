import type { ColumnType } from 'kysely';

// Columns as both databases hold them: times are milliseconds since the epoch, lists are JSON, truth is 0 or 1.

/** How an event ended: `forgotten` when its person wished so before it was answered. */
export type Outcome = 'answered' | 'lost' | 'forgotten';

interface PersonColumns {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  readonly at: number;
}

/** The tables and their columns, as Kysely sees them. */
export interface Tables {
  readonly migrations: { readonly name: string; readonly ran_at: number };
  readonly inbox: {
    readonly id: string;
    readonly platform: string;
    readonly workspace: string;
    readonly payload: string;
    readonly attempt: number;
    readonly owner: string | null;
    readonly person: string | null;
    readonly accepted_at: number;
    /** When the event may be taken: at once, after a pause, or when the lease of its owner has run out. */
    readonly due_at: number;
    readonly done_at: ColumnType<number | null, number | null | undefined, number | null>;
    readonly outcome: ColumnType<Outcome | null, undefined, Outcome>;
  };
  readonly deliveries: { readonly key: string; readonly expires_at: number };
  readonly messages: PersonColumns & {
    readonly thread: string;
    readonly text: string;
    /** Of the answer, like `topics` and `reply`; absent in rows of an older version. */
    readonly language: string | null;
    readonly topics: string | null;
    readonly reply: string | null;
  };
  readonly questions: PersonColumns & {
    readonly kind: string;
    readonly language: string;
    readonly text: string;
    readonly topics: string;
  };
  readonly feedback: PersonColumns & {
    readonly helpful: number;
    readonly language: string;
    readonly topics: string;
    readonly comment: string | null;
  };
  readonly settings: { readonly owner: string; readonly name: string; readonly value: string };
  readonly installations: {
    readonly platform: string;
    readonly workspace: string;
    readonly sealed: string;
  };
}
