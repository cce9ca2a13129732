import type { Kysely, RawBuilder } from 'kysely';
import type { StoreError } from './store.js';
import type { Tables } from './tables.js';

/** All that differs between the databases. Queries are written once and ask this for the rest. */
export interface Engine {
  /** Opens the database. Tables are not there yet the first time. */
  open(): Promise<Kysely<Tables>>;
  /** Runs the work in one transaction, while no other process does the same. */
  exclusively(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** What is done before an orderly close, where anything is. */
  tidy?(db: Kysely<Tables>): Promise<void>;
  /** The database's own clock, in milliseconds since the epoch. */
  readonly clock: RawBuilder<number>;
  /** Whether several processes may take events side by side, each skipping the rows another one holds. */
  readonly skipsLocked: boolean;
  /** Whether writes that come together are written in one transaction: so where commits follow one after the other anyway. */
  readonly gathersWrites: boolean;
  /** Thing, reason and cure for an error of the driver. */
  explain(error: unknown): StoreError;
  /** Whether the database must be opened anew after this error. */
  spoils(error: unknown): boolean;
}
