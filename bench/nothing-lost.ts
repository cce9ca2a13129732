import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleChild } from '../test/support/bundle-child.js';
import { killCampaign } from '../test/support/kill-campaign.js';
import { postgresOutage } from '../test/support/outage.js';
import { startOutsideService } from '../test/support/outside-service.js';
import { startPostgres } from '../test/support/postgres.js';
import { startReplicas } from '../test/support/replicas.js';
import { sameEventToAll } from '../test/support/same-event.js';

// Run with `npx tsx bench/nothing-lost.ts [kills] [events]`. Takes a few minutes. Ends with 1 when anything was lost, was
// answered twice, or ended by itself. PostgreSQL waits for its disk here, unlike in the tests.

const KILLS = Number(process.argv[2] ?? 200);
const SAME_EVENTS = Number(process.argv[3] ?? 1000);
const AWAY_MS = 20_000;

let isWrong = false;

function report(
  what: string,
  result: { lost?: readonly string[]; twice?: readonly string[]; faults: readonly string[] } & object,
): void {
  const { lost = [], twice = [], faults, ...rest } = result;
  console.log(what, JSON.stringify({ ...rest, lost: lost.length, twice: twice.length, faults }));
  if (lost.length + twice.length + faults.length > 0) isWrong = true;
}

const program = await bundleChild('test/support/desk-child.ts');
const postgres = await startPostgres({ durable: true });
try {
  const folder = await mkdtemp(join(tmpdir(), 'iom-bench-'));
  report(
    'SQLite, one process at a time:',
    await killCampaign({ program, address: folder, kills: KILLS, processes: 1, senders: 8 }),
  );
  await rm(folder, { recursive: true });

  const address = await postgres.createDatabase();
  report('PostgreSQL, three processes:', await killCampaign({ program, address, kills: KILLS, processes: 3, senders: 8 }));

  const outside = await startOutsideService();
  const replicas = await startReplicas(program, { address: await postgres.createDatabase(), outside: outside.url }, 3);
  const same = await sameEventToAll(replicas, outside, SAME_EVENTS);
  await replicas.close();
  await outside.close();
  if (same.answeredOnce !== SAME_EVENTS || same.new !== SAME_EVENTS) isWrong = true;
  report('The same event to three processes at once:', { ...same, faults: replicas.faults });

  report(`PostgreSQL away for ${AWAY_MS / 1000} s under load:`, await postgresOutage(program, postgres, AWAY_MS, 3));
} finally {
  await postgres.remove();
  await rm(program, { force: true });
}
process.exitCode = isWrong ? 1 : 0;
