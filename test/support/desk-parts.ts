import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/answer.js';
import type { Conversation } from '../../src/desk.js';
import { createDesk, type DeskParts, type DeskService } from '../../src/desk-service.js';
import { createSecretBox, keysFrom } from '../../src/store/secret-box.js';
import { createSqliteStore } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';

export const TEST_SALT = 'salt of the tests, long enough';

/** Times short enough for tests; a lease lasts longer than a busy machine pauses. */
export const TEST_LIMITS = { leaseMs: 600, pollMs: 40, firstPauseMs: 10, longestPauseMs: 50 };

/** A desk over a real store, and what it told the log and the metrics. */
export interface TestDesk {
  readonly desk: DeskService;
  readonly store: Store;
  readonly folder: string;
  readonly logged: { readonly level: string; readonly fields: object; readonly message: string }[];
  readonly counted: string[];
  /** Moves the clock that the desk reads; the database has its own. */
  pass(ms: number): void;
  remove(): Promise<void>;
}

/** Makes a desk over a fresh SQLite file, or over the store that is given. */
export function testDesk(parts: Partial<DeskParts> = {}): TestDesk {
  const folder = mkdtempSync(join(tmpdir(), 'iom-desk-'));
  const store = parts.store ?? createSqliteStore(folder);
  const logged: TestDesk['logged'] = [];
  const counted: string[] = [];
  let offset = 0;
  const logAs = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
  const desk = createDesk({
    box: createSecretBox(keysFrom(undefined, TEST_SALT)),
    salt: TEST_SALT,
    retentionDays: 30,
    ratePerMinute: 5,
    log: { info: logAs('info'), warn: logAs('warn'), error: logAs('error') },
    metrics: { count: (event, platform) => void counted.push(`${event} ${platform}`) },
    now: () => Date.now() + offset,
    newId: randomUUID,
    limits: TEST_LIMITS,
    ...parts,
    store,
  });
  return {
    desk,
    store,
    folder,
    logged,
    counted,
    pass: (ms) => {
      offset += ms;
    },
    async remove() {
      await desk.close(2000);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A person in a thread of a workspace. */
export function conversationOf(desk: DeskService, id = 'U1', more: Partial<Conversation> = {}): Conversation {
  const workspace = more.workspace ?? 'T1';
  return { platform: 'slack', workspace, person: desk.personKey('slack', workspace, id), thread: 'thread', ...more };
}

/** The least an answer has. */
export function answerOf(outcome: Answer['outcome'], more: Partial<Pick<Answer, 'language' | 'topics'>> = {}): Answer {
  const labels = {
    source: '',
    asOf: '',
    writeMail: '',
    copyAddress: '',
    why: '',
    notRight: '',
    helpful: '',
    share: '',
    contact: '',
    openLink: '',
  };
  const worded = {
    language: 'en',
    title: '',
    summary: '',
    sections: [],
    choices: [],
    sources: [],
    why: '',
    labels,
    confidence: 1,
    topics: [],
  } as const;
  return { ...worded, ...more, outcome };
}
