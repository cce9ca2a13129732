const MINUTE_MS = 60_000;

/** Beyond this many people and workspaces the ones that asked longest ago are dropped. */
const MAX_KEPT = 50_000;

/** Whether somebody may ask now. Kept in memory: each process counts for itself. */
export interface RateLimit {
  allows(who: { readonly workspace: string; readonly person: string }): boolean;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Buckets that refill steadily: a burst up to a minute's worth is fine, then as many as come back. */
export function createRateLimit(options: {
  readonly personPerMinute: number;
  readonly workspacePerMinute: number;
  readonly now: () => number;
}): RateLimit {
  const people = createBuckets(options.personPerMinute, options.now);
  const workspaces = createBuckets(options.workspacePerMinute, options.now);
  return {
    allows({ workspace, person }) {
      // One person in a hurry must not use up what the whole workspace has.
      return people.take(person) && workspaces.take(workspace);
    },
  };
}

function createBuckets(perMinute: number, now: () => number) {
  const buckets = new Map<string, Bucket>();
  return {
    take(key: string): boolean {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: perMinute, filledAt: at };
      bucket.tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.filledAt) * perMinute) / MINUTE_MS);
      bucket.filledAt = at;
      // Set anew, so that the map is ordered by who asked last.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MAX_KEPT) dropOldest(buckets);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}

// Many at once: taking them one by one from the front of a map costs more the more were taken before.
function dropOldest(buckets: Map<string, Bucket>): void {
  let surplus = MAX_KEPT / 10;
  for (const key of buckets.keys()) {
    buckets.delete(key);
    surplus -= 1;
    if (surplus <= 0) return;
  }
}
