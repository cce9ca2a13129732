import type { OutsideService } from './outside-service.js';
import type { Replicas } from './replicas.js';

/** How often the same event was called new, and answered. */
export interface SameEventResult {
  readonly events: number;
  readonly new: number;
  readonly known: number;
  readonly answeredOnce: number;
}

/** Sends each of many events to all processes at the same time. */
export async function sameEventToAll(replicas: Replicas, outside: OutsideService, events: number): Promise<SameEventResult> {
  const said: string[] = [];
  for (let i = 0; i < events; i++) {
    const replies = await Promise.all(replicas.live.map(({ url }) => fetch(`${url}/events/same-${i}`, { method: 'POST' })));
    said.push(...(await Promise.all(replies.map((reply) => reply.text()))));
  }
  const count = () => Array.from({ length: events }, (_, i) => outside.answers.get(`/same-${i}`) ?? 0);
  for (let patience = 0; patience < 200 && count().includes(0); patience++) await new Promise((done) => setTimeout(done, 50));
  // Long enough for a second answer, were there one.
  await new Promise((done) => setTimeout(done, 2500));
  return {
    events,
    new: said.filter((word) => word === 'new').length,
    known: said.filter((word) => word === 'known').length,
    answeredOnce: count().filter((answers) => answers === 1).length,
  };
}
