import { createConversationMemory } from './conversation-memory.js';
import type { Accepted, Conversation, Desk, PersonKey } from './desk.js';
import { createOutage, type DeskLog, type DeskMetrics } from './desk-report.js';
import { type Gap, groupGaps } from './gaps.js';
import { createInbox } from './inbox.js';
import { INBOX_LIMITS, type InboxLimits } from './inbox-worker.js';
import { createInstallations, type Installations } from './installations.js';
import { deliveryKey, personKeyOf, workspacePrefix } from './person-key.js';
import { LANGUAGES } from './question.js';
import { createRateLimit } from './rate-limit.js';
import { sealPayloads } from './sealed-inbox.js';
import type { SecretBox } from './store/secret-box.js';
import type { PersonRecords, QuestionKind, Store } from './store/store.js';
import { createUpkeep } from './upkeep.js';
import { watchStore } from './watch-store.js';
import { within } from './within.js';

const DAY = 86_400_000;

/** What may be missing from an answer is not waited for longer than this. */
const EXTRA_MS = 400;

/** A workspace may ask as fast as so many people at their limit. */
const WORKSPACE_FACTOR = 20;

const UNHELPED: readonly QuestionKind[] = ['unanswered', 'disliked'];

/** Enough to see what is missing; older ones are for the retention. */
const MOST_QUESTIONS = 5000;

/** The first look also opens the database and brings its tables up to date. */
const CHECK_MS = 2500;

const DRAIN_MS = 8000;

/** The desk, and what only the process and its administrator need. */
export interface DeskService extends Desk {
  /** Begins the hourly upkeep. Events are taken as soon as a platform calls `onJob`. */
  start(): void;
  /** Takes no more events and waits for those under way, then closes the store. */
  close(drainMs?: number): Promise<void>;
  /** Why the store cannot be used, or undefined. Asks the database. */
  trouble(): Promise<string | undefined>;
  /** Secrets of the workspaces that installed the app. */
  installations(platform: string): Installations;
  /** Workspaces or tenants that may use a platform, or undefined for what the configuration says. */
  allowList(platform: string): Promise<readonly string[] | undefined>;
  saveAllowList(platform: string, workspaces: readonly string[] | undefined): Promise<void>;
  /** All that is kept about a person. */
  exportPerson(person: PersonKey): Promise<PersonRecords>;
  /** Deletes all that is kept about a workspace and its people; returns how many records went. */
  forgetWorkspace(platform: string, workspace: string): Promise<number>;
  /** Deletes what is older than the retention; returns how many records went. */
  purge(): Promise<number>;
  /** What people asked and did not get, most asked first. */
  gaps(options?: { readonly days?: number; readonly kinds?: readonly QuestionKind[] }): Promise<readonly Gap[]>;
}

/** What the desk is made of. */
export interface DeskParts {
  readonly store: Store;
  readonly box: SecretBox;
  /** Secret; with another salt nobody is known any more. */
  readonly salt: string;
  readonly retentionDays: number;
  readonly ratePerMinute: number;
  readonly log: DeskLog;
  readonly metrics: DeskMetrics;
  readonly now: () => number;
  readonly newId: () => string;
  readonly limits?: Partial<InboxLimits>;
}

/** Puts the desk together over a store. Nothing is opened and nothing runs before it is used. */
export function createDesk(parts: DeskParts): DeskService {
  const { box, salt, log, metrics, now } = parts;
  const outage = createOutage(log, now);
  const store = watchStore(parts.store, outage, log);
  const memory = createConversationMemory(store, box, now);
  const limits = { ...INBOX_LIMITS, ...parts.limits };
  const inbox = createInbox({ store: sealPayloads(store, box), owner: parts.newId(), limits, log, metrics, now });
  const upkeep = createUpkeep({ store, box, inbox, retentionDays: parts.retentionDays, log, now });
  const rate = createRateLimit({
    personPerMinute: parts.ratePerMinute,
    workspacePerMinute: parts.ratePerMinute * WORKSPACE_FACTOR,
    now,
  });
  const forgetWorkspace = (platform: string, workspace: string) =>
    store.forgetWorkspace(platform, workspace, workspacePrefix(salt, platform, workspace));

  return {
    personKey: (platform, workspace, id) => personKeyOf(salt, platform, workspace, id),
    // The outage watch tells the log; the person gets an answer without what was said before.
    recall: (conversation: Conversation) => within(EXTRA_MS, memory.recall(conversation)).catch(() => []),
    remember: (conversation, text, answer, reply) => memory.remember(conversation, text, answer, reply).catch(() => undefined),
    answered: (conversation, reply) => within(EXTRA_MS, memory.answered(conversation, reply)).catch(() => undefined),
    languageOf: async (person) => {
      const chosen = await within(EXTRA_MS, store.setting(person, 'language')).catch(() => undefined);
      return LANGUAGES.find((language) => language === chosen);
    },
    chooseLanguage: (person, language) => store.saveSetting(person, 'language', language),
    recordFeedback: (feedback) => memory.recordFeedback(feedback),
    forget: (person) => store.forgetPerson(person),
    accept: (event: Accepted) => inbox.accept(event),
    onJob: (platform, answer) => inbox.onJob(platform, answer),
    firstTime: (key) => within(EXTRA_MS, store.firstDelivery(deliveryKey(salt, key), now(), now() + DAY)),
    allows: (who) => rate.allows(who),

    start: () => upkeep.start(),
    async close(drainMs = DRAIN_MS) {
      upkeep.stop();
      await inbox.close(drainMs);
      await store.close();
    },
    async trouble() {
      await within(CHECK_MS, store.check()).catch((error: unknown) => outage.failed(error));
      return outage.reason();
    },
    installations: (platform) => createInstallations(store, box, platform, (workspace) => forgetWorkspace(platform, workspace)),
    async allowList(platform) {
      const value = await store.setting(`platform:${platform}`, 'allow-list');
      return value === undefined ? undefined : (JSON.parse(value) as string[]);
    },
    saveAllowList: (platform, workspaces) =>
      store.saveSetting(`platform:${platform}`, 'allow-list', workspaces && JSON.stringify(workspaces)),
    exportPerson: (person) => memory.recordsOf(person),
    forgetWorkspace,
    purge: () => upkeep.purge(),
    async gaps({ days, kinds = UNHELPED } = {}) {
      const since = days === undefined ? 0 : now() - days * DAY;
      return groupGaps((await store.questions(kinds, MOST_QUESTIONS)).filter(({ at }) => at >= since));
    },
  };
}
