/** An event that a platform acknowledged and that must be answered. */
export interface StoredEvent {
  readonly id: string;
  readonly platform: string;
  readonly workspace: string;
  readonly payload: string;
  /** Whose event it is, as a hash, where that is known. */
  readonly person?: string;
}

/** An event that one process works on. `attempt` counts from 1; `acceptedAt` is in milliseconds since the epoch. */
export interface LeasedEvent extends StoredEvent {
  readonly attempt: number;
  readonly acceptedAt: number;
}

/** Who works on an event, and for how many milliseconds nobody else may. */
export interface Lease {
  readonly owner: string;
  readonly ms: number;
}

/** Which waiting events a process takes. */
export interface Take {
  readonly lease: Lease;
  readonly platforms: readonly string[];
  readonly limit: number;
  /** Whether events whose owner let the lease run out are taken too. */
  readonly abandoned: boolean;
}

/** What every record about a person has. `person` is a hash, `at` is in milliseconds since the epoch. */
export interface PersonRecord {
  readonly platform: string;
  readonly workspace: string;
  readonly person: string;
  readonly at: number;
}

/** A message of a thread, and what its answer was about. The text is opaque to the store: the desk seals it. */
export interface StoredMessage extends PersonRecord {
  readonly thread: string;
  readonly text: string;
  readonly language: string;
  readonly topics: readonly string[];
  /** The platform's id of the message that holds the answer, where it told one. */
  readonly reply?: string | undefined;
}

/** Which messages of a thread: those of a person since a moment. */
export type ThreadOfPerson = Pick<StoredMessage, 'platform' | 'workspace' | 'person' | 'thread' | 'at'>;

/** Why a question is kept: nothing was found, the assistant had to ask back, or the answer was disliked. */
export type QuestionKind = 'unanswered' | 'clarified' | 'disliked';

/** A question for the owners of the knowledge; its text is redacted before it comes here. */
export interface StoredQuestion extends PersonRecord {
  readonly kind: QuestionKind;
  readonly language: string;
  readonly text: string;
  readonly topics: readonly string[];
}

/** How a person liked an answer; the comment is redacted before it comes here. */
export interface StoredFeedback extends PersonRecord {
  readonly helpful: boolean;
  readonly language: string;
  readonly topics: readonly string[];
  readonly comment: string | undefined;
}

/** A setting of a person or of a whole platform. */
export interface StoredSetting {
  readonly owner: string;
  readonly name: string;
  readonly value: string;
}

/** An installation of the app; `workspace` is the id of a workspace or of a whole organisation, `sealed` is encrypted already. */
export interface StoredInstallation {
  readonly platform: string;
  readonly workspace: string;
  readonly sealed: string;
}

/** All that is kept about a person. */
export interface PersonRecords {
  /** Events that are not answered yet. */
  readonly events: readonly StoredEvent[];
  readonly settings: readonly StoredSetting[];
  readonly messages: readonly StoredMessage[];
  readonly questions: readonly StoredQuestion[];
  readonly feedback: readonly StoredFeedback[];
}

/** From which moment on each kind of record is kept, in milliseconds since the epoch. */
export interface Retention {
  readonly messages: number;
  readonly questions: number;
  readonly feedback: number;
  /** For answered events: they are kept only to know them again. */
  readonly events: number;
  /** Deliveries that run out before this moment go. */
  readonly deliveries: number;
}

/** The inbox: accept, lease, done. Leases are measured by the database's clock, so the clocks of replicas may differ. */
export interface InboxStore {
  /** False when the event is known already. With a lease the event is taken in the same step. */
  acceptEvent(event: StoredEvent, lease?: Lease): Promise<boolean>;
  takeEvents(take: Take): Promise<readonly LeasedEvent[]>;
  renewEvents(ids: readonly string[], lease: Lease): Promise<void>;
  /** Marks an event as answered and erases its payload. */
  finishEvent(id: string): Promise<void>;
  /** Gives an event back, to be taken again after a delay. */
  retryEvent(id: string, delayMs: number): Promise<void>;
  /** Marks an event as given up and erases its payload. */
  loseEvent(id: string): Promise<void>;
  /** Gives up the waiting events older than an age, whatever their platform. */
  loseOldEvents(ageMs: number): Promise<readonly { readonly id: string; readonly platform: string }[]>;
  /** How many events are accepted and not yet done. */
  countWaiting(): Promise<number>;
}

/** What outlives a question. */
export interface MemoryStore {
  saveMessage(message: StoredMessage): Promise<void>;
  /** The newest messages of a person in a thread, oldest first. */
  recentMessages(where: ThreadOfPerson, limit: number): Promise<readonly StoredMessage[]>;
  /** The message that a reply in the thread answers, whoever wrote it. */
  repliedMessage(where: Omit<ThreadOfPerson, 'person'>, reply: string): Promise<StoredMessage | undefined>;
  saveQuestion(question: StoredQuestion): Promise<void>;
  /** The newest questions of some kinds, newest first. */
  questions(kinds: readonly QuestionKind[], limit: number): Promise<readonly StoredQuestion[]>;
  saveFeedback(feedback: StoredFeedback): Promise<void>;
}

/** Settings, installations, and the deliveries seen. */
export interface SettingsStore {
  setting(owner: string, name: string): Promise<string | undefined>;
  /** Without a value the setting is removed. */
  saveSetting(owner: string, name: string, value: string | undefined): Promise<void>;
  saveInstallation(installation: StoredInstallation): Promise<void>;
  installation(platform: string, workspace: string): Promise<StoredInstallation | undefined>;
  installations(): Promise<readonly StoredInstallation[]>;
  /** True for the first caller of a key until `expiresAt`, false for the others. */
  firstDelivery(key: string, at: number, expiresAt: number): Promise<boolean>;
}

/** Export and deletion. Each deletion returns how many records went. */
export interface PrivacyStore {
  personRecords(person: string): Promise<PersonRecords>;
  /** Events under way are finished, and erased then. Those that wait are never answered, and still known when sent again. */
  forgetPerson(person: string): Promise<number>;
  /** Deletes all of a workspace; the keys of its people begin with `peoplePrefix`. */
  forgetWorkspace(platform: string, workspace: string, peoplePrefix: string): Promise<number>;
  purge(retention: Retention): Promise<number>;
}

/** Everything that outlives a question. Every call may throw a StoreError, and works again by itself once the cause is gone. */
export interface Store extends InboxStore, MemoryStore, SettingsStore, PrivacyStore {
  /** Reaches the database, and brings its tables up to date the first time. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** What is wrong with a database, in one word. */
export type StoreTrouble = 'unreachable' | 'refused' | 'full' | 'read-only' | 'damaged' | 'busy' | 'other';

/** The store cannot do what it was asked. The message says thing, reason and cure, and holds no values. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly trouble: StoreTrouble,
    message: string,
  ) {
    super(message);
  }
}
