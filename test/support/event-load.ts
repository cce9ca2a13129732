import type { OutsideService } from './outside-service.js';
import type { Replicas } from './replicas.js';

/** Senders that behave like a platform: each event is sent, perhaps to several processes, until one acknowledges it. */
export interface EventLoad {
  /** Events that were acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Sendings that failed or were refused, and were repeated. */
  readonly repeated: () => number;
  /** Lets every event under way be acknowledged, and sends no new ones. */
  stop(): Promise<void>;
}

/** What happened to all acknowledged events. */
export interface Tally {
  readonly acknowledged: number;
  readonly answered: number;
  readonly lost: readonly string[];
  readonly twice: readonly string[];
}

/** Starts senders that send without pause. One event in ten is sent again after it was acknowledged, as platforms do. */
export function startLoad(replicas: Replicas, prefix: string, senders: number): EventLoad {
  const acknowledged = new Set<string>();
  let repeated = 0;
  let serial = 0;
  let stopped = false;

  const send = async (id: string): Promise<void> => {
    for (;;) {
      const replica = replicas.live[Math.floor(Math.random() * replicas.live.length)];
      if (replica && (await post(`${replica.url}/events/${id}`))) return;
      repeated += 1;
      await new Promise((done) => setTimeout(done, 5 + Math.random() * 20));
    }
  };
  const work = async () => {
    while (!stopped) {
      const id = `${prefix}-${++serial}`;
      await send(id);
      acknowledged.add(id);
      if (Math.random() < 0.1) await send(id);
    }
  };
  const all = Promise.all(Array.from({ length: senders }, work));
  return {
    acknowledged,
    repeated: () => repeated,
    async stop() {
      stopped = true;
      await all;
    },
  };
}

/** Waits until every acknowledged event is answered, or until nothing has moved for long; then waits whether one is answered again. */
export async function tally(load: EventLoad, outside: OutsideService, leaseMs: number): Promise<Tally> {
  const missing = () => [...load.acknowledged].filter((id) => !outside.answers.has(`/${id}`));
  let before = -1;
  for (let patience = 0; missing().length > 0 && patience < 40; patience++) {
    if (outside.answers.size !== before) patience = 0;
    before = outside.answers.size;
    await new Promise((done) => setTimeout(done, leaseMs / 4));
  }
  await new Promise((done) => setTimeout(done, leaseMs * 1.5));
  const counts = [...load.acknowledged].map((id) => outside.answers.get(`/${id}`) ?? 0);
  return {
    acknowledged: counts.length,
    answered: counts.filter((count) => count > 0).length,
    lost: missing(),
    twice: [...outside.answers].filter(([, count]) => count > 1).map(([id]) => id),
  };
}

async function post(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(10_000) });
    await response.text();
    return response.ok;
  } catch {
    // The process was killed while it had the event: nobody knows how far it came.
    return false;
  }
}
