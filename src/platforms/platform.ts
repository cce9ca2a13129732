import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Assistant } from '../assistant.js';
import type { Desk } from '../desk.js';

/** What a platform may write to the log. Never message text, never a secret. */
export interface PlatformLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Counts for the metrics: labels are low in number and never hold an id. */
export interface PlatformMetrics {
  answered(labels: { outcome: string; language: string; platform: string }, seconds: number): void;
  count(event: 'retry' | 'duplicate' | 'loss' | 'refused' | 'feedback', platform: string): void;
}

/** What every platform is given. */
export interface PlatformContext {
  readonly assistant: () => Assistant;
  readonly desk: Desk;
  readonly log: PlatformLog;
  readonly metrics: PlatformMetrics;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** A door to the assistant on the shared HTTP server. `assistant` is a function because the knowledge reloads. */
export interface Platform {
  readonly name: string;
  /** Whether this platform answers a path; each path belongs to one platform. */
  serves(path: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Why this process cannot answer now, or undefined when it can. */
  trouble(): string | undefined;
  /** What somebody must see to elsewhere, such as a sign-in that is away: other doors must not be shut for it. */
  notice?(): string | undefined;
  /** Stops taking work, finishes what is under way. */
  close(): Promise<void>;
}
