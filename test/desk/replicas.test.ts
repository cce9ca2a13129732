import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/bundle-child.js';
import { postgresOutage } from '../support/outage.js';
import { startOutsideService } from '../support/outside-service.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { startReplicas } from '../support/replicas.js';
import { sameEventToAll } from '../support/same-event.js';

/** bench/nothing-lost.ts sends a thousand, and stops PostgreSQL for twenty seconds. */
const SAME_EVENTS = 100;
const AWAY_MS = 3000;
const PATIENCE = 120_000;

let program: string;
let postgres: TestPostgres;
beforeAll(async () => {
  program = await bundleChild('test/support/desk-child.ts');
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.remove();
  await rm(program, { force: true });
});

describe('three processes on one PostgreSQL', () => {
  it(
    'answer an event once that is sent to all of them at the same time',
    async () => {
      const outside = await startOutsideService();
      const replicas = await startReplicas(program, { address: await postgres.createDatabase(), outside: outside.url }, 3);
      const result = await sameEventToAll(replicas, outside, SAME_EVENTS);
      await replicas.close();
      await outside.close();
      expect(result).toEqual({ events: SAME_EVENTS, new: SAME_EVENTS, known: 2 * SAME_EVENTS, answeredOnce: SAME_EVENTS });
      expect(replicas.faults).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'lose nothing and need no restart when PostgreSQL is away for a while, and answer slash commands meanwhile',
    async () => {
      const result = await postgresOutage(program, postgres, AWAY_MS, 3);
      expect(result).toMatchObject({ lost: [], twice: [], faults: [], during: [503, 503, 503], after: [200, 200, 200] });
      expect(result.answered).toBe(result.acknowledged);
      expect(result.repeated).toBeGreaterThan(0);
      expect(result.slash.answered).toBe(result.slash.asked);
    },
    PATIENCE,
  );
});
