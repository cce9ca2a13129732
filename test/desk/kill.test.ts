import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/bundle-child.js';
import { killCampaign } from '../support/kill-campaign.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';

/** On each store. bench/nothing-lost.ts does two hundred. */
const KILLS = 30;

/** A slow machine takes its time: what counts is the count. */
const PATIENCE = 300_000;

let program: string;
beforeAll(async () => {
  program = await bundleChild('test/support/desk-child.ts');
});
afterAll(() => rm(program, { force: true }));

const nothingLost = { lost: [], twice: [], faults: [], kills: KILLS };

describe('what was acknowledged is answered, once, when processes are killed under load', () => {
  it(
    'with one process at a time on SQLite',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'iom-kill-'));
      const result = await killCampaign({ program, address: folder, kills: KILLS, processes: 1, senders: 8 });
      expect(result).toMatchObject(nothingLost);
      expect(result.answered).toBe(result.acknowledged);
      expect(result.acknowledged).toBeGreaterThan(10 * KILLS);
      await rm(folder, { recursive: true });
    },
    PATIENCE,
  );

  describe('on PostgreSQL', () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.remove());

    it(
      'with two processes, one of them killed',
      async () => {
        const address = await postgres.createDatabase();
        const result = await killCampaign({ program, address, kills: KILLS, processes: 2, senders: 8 });
        expect(result).toMatchObject(nothingLost);
        expect(result.answered).toBe(result.acknowledged);
        expect(result.acknowledged).toBeGreaterThan(10 * KILLS);
      },
      PATIENCE,
    );
  });
});
