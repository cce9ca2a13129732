import { DOORS, type Door, post, sendingFor } from './doors.js';

/** What happened at one door. Times in milliseconds from the moment at which the request was due to be sent. */
export interface DoorResult {
  readonly door: Door;
  sent: number;
  /** Requests that were not answered with 200, and slash commands without a card. */
  errors: number;
  readonly errorStatuses: Map<number, number>;
  /** Until the request was answered; for a slash command that is the answer. */
  readonly acknowledged: number[];
  /** Until the answer arrived at the platform. */
  readonly answered: number[];
  /** Acknowledged and not answered when the patience was over: lost, or still waiting in the inbox. */
  lost: number;
  twice: number;
}

interface Waiting {
  readonly result: DoorResult;
  readonly due: number;
  replies: number;
}

/** Sends at an even rate, whether or not earlier requests were answered: waiting for them would hide a queue. */
export class Drive {
  readonly results: ReadonlyMap<Door, DoorResult>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly ports: readonly number[],
    private readonly teamsUrl: string,
  ) {
    this.results = new Map(DOORS.map((door) => [door, emptyResult(door)]));
  }

  /** A reply has arrived at the outside. */
  replied(name: string, at: number): void {
    const waiting = this.#waiting.get(name);
    if (!waiting) return;
    waiting.replies += 1;
    if (waiting.replies === 1) waiting.result.answered.push(at - waiting.due);
    else waiting.result.twice += 1;
  }

  /** Sends the questions, a third of them at each door, each to the next process in turn. */
  async run(questions: readonly string[], firstSerial: number, perSecond: number): Promise<void> {
    const begin = performance.now();
    for (let sent = 0; sent < questions.length; ) {
      const dueCount = Math.min(questions.length, Math.floor(((performance.now() - begin) * perSecond) / 1000) + 1);
      for (; sent < dueCount; sent += 1)
        this.#send(questions[sent] as string, firstSerial + sent, begin + (sent * 1000) / perSecond);
      await new Promise((done) => setTimeout(done, 2));
    }
  }

  /** Waits until everything is answered, at most so long, and counts what is not. */
  async settle(patienceMs: number): Promise<void> {
    await Promise.all(this.#underWay);
    const open = () => [...this.#waiting.values()].filter(({ replies }) => replies === 0);
    const end = performance.now() + patienceMs;
    while (open().length > 0 && performance.now() < end) await new Promise((done) => setTimeout(done, 50));
    for (const { result } of open()) result.lost += 1;
  }

  #send(text: string, serial: number, due: number): void {
    const door = DOORS[serial % DOORS.length] as Door;
    const result = this.results.get(door) as DoorResult;
    const port = this.ports[Math.floor(serial / DOORS.length) % this.ports.length] as number;
    const sending = sendingFor(door, serial, text, this.teamsUrl);
    if (sending.answeredAs) this.#waiting.set(sending.answeredAs, { result, due, replies: 0 });
    result.sent += 1;
    const work = post(port, sending).then(({ status, text: reply }) => {
      result.acknowledged.push(performance.now() - due);
      if (status === 200 && (door !== 'slash' || reply.includes('"blocks"'))) return;
      result.errors += 1;
      result.errorStatuses.set(status, (result.errorStatuses.get(status) ?? 0) + 1);
      // What was refused is not lost: the platform knows.
      if (sending.answeredAs) this.#waiting.delete(sending.answeredAs);
    });
    const tracked: Promise<void> = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }
}

function emptyResult(door: Door): DoorResult {
  return { door, sent: 0, errors: 0, errorStatuses: new Map(), acknowledged: [], answered: [], lost: 0, twice: 0 };
}
