import { type EventLoad, startLoad, type Tally, tally } from './event-load.js';
import { startOutsideService } from './outside-service.js';
import { CHILD_LIMITS, startReplicas } from './replicas.js';

const MOST_BETWEEN_KILLS = 40;

/** What a campaign of kills did. */
export interface CampaignResult extends Tally {
  readonly kills: number;
  readonly repeated: number;
  readonly faults: readonly string[];
}

/** Kills processes at random moments under load and replaces them; then counts. */
export async function killCampaign(options: {
  readonly program: string;
  readonly address: string;
  readonly kills: number;
  readonly processes: number;
  readonly senders: number;
}): Promise<CampaignResult> {
  const outside = await startOutsideService();
  const replicas = await startReplicas(options.program, { address: options.address, outside: outside.url }, options.processes);
  const load = startLoad(replicas, 'kill', options.senders);
  for (let kill = 0; kill < options.kills; kill++) {
    await moment(load);
    await replicas.live[Math.floor(Math.random() * replicas.live.length)]?.kill();
    await replicas.add();
  }
  await load.stop();
  const result = await tally(load, outside, CHILD_LIMITS.leaseMs);
  await replicas.close();
  await outside.close();
  return { ...result, kills: options.kills, repeated: load.repeated(), faults: replicas.faults };
}

/** Some kills hit a process that has just begun, some one in full work. */
async function moment(load: EventLoad): Promise<void> {
  const enough = load.acknowledged.size + Math.floor(Math.random() * MOST_BETWEEN_KILLS);
  for (let waited = 0; load.acknowledged.size < enough && waited < 200; waited++)
    await new Promise((done) => setTimeout(done, 5));
  await new Promise((done) => setTimeout(done, Math.random() * 30));
}
