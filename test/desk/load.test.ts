import { describe, expect, it } from 'vitest';
import { createInboxWorker, INBOX_LIMITS } from '../../src/inbox-worker.js';
import { watchLoop } from '../../src/loop-load.js';
import type { InboxStore } from '../../src/store/store.js';

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));

function spin(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('a process with more to do than it can', () => {
  it('notices that it has no rest, and that it has rest again', async () => {
    const isLoaded = watchLoop();
    for (let i = 0; i < 15; i++) {
      spin(20);
      await rest(0);
    }
    expect(isLoaded()).toBe(true);
    await rest(400);
    expect(isLoaded()).toBe(false);
  });

  it('begins fewer answers side by side', async () => {
    let loaded = false;
    const nothing = { finishEvent: async () => undefined } as unknown as InboxStore;
    const say = () => undefined;
    const worker = createInboxWorker({
      store: nothing,
      lease: { owner: 'me', ms: 1000 },
      limits: INBOX_LIMITS,
      log: { info: say, warn: say, error: say },
      metrics: { count: say },
      now: Date.now,
      isLoaded: () => loaded,
      onFree: say,
    });
    expect(worker.free()).toBe(INBOX_LIMITS.maxRunning);
    loaded = true;
    expect(worker.free()).toBe(INBOX_LIMITS.maxRunningUnderLoad);
    worker.start(
      { id: 'a', platform: 'p', workspace: 'w', payload: '', attempt: 1, acceptedAt: Date.now() },
      async () => undefined,
    );
    expect(worker.free()).toBe(INBOX_LIMITS.maxRunningUnderLoad - 1);
    await worker.idle();
  });
});
