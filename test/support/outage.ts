import { startLoad, type Tally, tally } from './event-load.js';
import { startOutsideService } from './outside-service.js';
import type { TestPostgres } from './postgres.js';
import { CHILD_LIMITS, startReplicas } from './replicas.js';

/** What happened while PostgreSQL was away. */
export interface OutageResult extends Tally {
  /** Sendings that were refused, and repeated as Slack does. */
  readonly repeated: number;
  readonly slash: { readonly asked: number; readonly answered: number; readonly slowestMs: number };
  /** What each process said of its readiness in the outage and after it. */
  readonly during: readonly number[];
  readonly after: readonly number[];
  readonly faults: readonly string[];
}

/** Stops PostgreSQL under load for a while, starts it again, and counts. No process is restarted. */
export async function postgresOutage(
  program: string,
  postgres: TestPostgres,
  awayMs: number,
  processes: number,
): Promise<OutageResult> {
  const outside = await startOutsideService();
  const orders = { address: await postgres.createDatabase(), outside: outside.url };
  const replicas = await startReplicas(program, orders, processes);
  const load = startLoad(replicas, 'outage', 6);
  const slash = { asked: 0, answered: 0, slowestMs: 0 };
  const readiness = () => Promise.all(replicas.live.map(async ({ url }) => (await fetch(`${url}/ready`)).status));

  await pause(700);
  await postgres.stop();
  const end = performance.now() + awayMs;
  while (performance.now() < end) {
    const began = performance.now();
    const url = replicas.live[slash.asked % processes]?.url;
    slash.asked += 1;
    if (
      await fetch(`${url}/slash/U${slash.asked}`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      slash.answered += 1;
    slash.slowestMs = Math.max(slash.slowestMs, Math.round(performance.now() - began));
    await pause(20);
  }
  const during = await readiness();
  await postgres.start();
  await pause(1500);
  await load.stop();
  const result = await tally(load, outside, CHILD_LIMITS.leaseMs);
  const after = await readiness();
  await replicas.close();
  await outside.close();
  return { ...result, repeated: load.repeated(), slash, during, after, faults: replicas.faults };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
