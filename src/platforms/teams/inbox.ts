import type { PlatformContext } from '../platform.js';
import type { TeamsActivity } from './activity.js';
import { DeliveryError } from './connector.js';
import { hashOf } from './hash.js';
import { TokenError } from './outbound-token.js';
import { RecentKeys } from './recent-keys.js';
import { textActivity } from './reply-activity.js';
import type { TeamsAdapter } from './teams-adapter.js';
import type { TeamsBot } from './teams-bot.js';
import { conversationOf } from './to-question.js';
import { acceptedOf, type Work, workOf } from './work.js';

const MINUTE = 60_000;
/** Presses of one button within such a time are one. */
const SPELL = 10 * MINUTE;

/** Takes what must be answered, and answers it after its request was acknowledged. */
export interface Inbox {
  /** Returns once the activity may be acknowledged. */
  take(activity: TeamsActivity): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Makes the inbox over the desk's. */
export function createInbox(adapter: TeamsAdapter, bot: TeamsBot, context: PlatformContext): Inbox {
  const { desk, log, metrics, now } = context;
  const underWay = new Set<Promise<void>>();

  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  const answer = async (work: Work, acceptedAt: number) => {
    try {
      await adapter.continueTurn(work.place.reference, (turn) => bot.onWork(turn, work, acceptedAt));
    } catch (error) {
      if (!(error instanceof DeliveryError || error instanceof TokenError)) throw error;
      metrics.count('loss', 'teams');
      log.error({ platform: 'teams', status: error.status, work: work.kind }, `A reply was lost. ${error.message}`);
    }
  };
  const refuse = async (work: Work) => {
    metrics.count('refused', 'teams');
    const { person } = conversationOf(work.place, desk);
    // Said once a minute, or the refusals would be a flood of their own.
    const key = hashOf(['too-fast', person, String(Math.floor(now() / MINUTE))]);
    if (!(await desk.firstTime(key).catch(() => false))) return;
    const text = context.assistant().say(work.place.locale ?? 'en', 'teams.too-fast');
    await adapter.continueTurn(work.place.reference, async (turn) => void (await turn.sendActivity(textActivity(text))));
  };
  const inBackground = (work: Promise<void>) => {
    track(work).catch((error: unknown) => {
      log.error({ platform: 'teams', error: error instanceof Error ? error.name : 'unknown' }, 'A message was not answered.');
    });
  };

  // A store that is only slow may keep, and hand back, what was answered without it.
  const direct = new RecentKeys();
  desk.onJob('teams', async (job) => {
    if (direct.has(job.id)) return;
    await track(answer(JSON.parse(job.payload) as Work, job.acceptedAt));
  });
  const accept = async (work: Work, activity: TeamsActivity) => {
    const event = acceptedOf(work, activity);
    if (direct.has(event.id)) return 'known';
    try {
      return await desk.accept(event);
    } catch {
      // Teams does not send a message again that was answered 503, so it is answered now, without the store's safety.
      log.warn({ platform: 'teams' }, 'The store is down: a message is answered without being kept first.');
      direct.add(event.id);
      inBackground(answer(work, now()));
      return 'new';
    }
  };
  return {
    take: async (activity) => {
      const work = workOf(activity);
      if (work === undefined) return;
      if (!desk.allows(conversationOf(work.place, desk))) return inBackground(refuse(work));
      const isNew = (await isFirstPress(work, activity, context)) && (await accept(work, activity)) === 'new';
      if (!isNew) metrics.count('duplicate', 'teams');
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
  };
}

/** A button that Teams sends as a message gets a new id with each press: the same press is known by what it says. */
async function isFirstPress(work: Work, activity: TeamsActivity, { desk, now }: PlatformContext): Promise<boolean> {
  if (work.kind !== 'message' || !work.pressed || activity.replyToId === undefined) return true;
  const { workspace, thread, person } = conversationOf(work.place, desk);
  // Who comes back to the button later wants the answer again.
  const spell = String(Math.floor(now() / SPELL));
  return desk.firstTime(hashOf(['press', workspace, thread, activity.replyToId, person, work.text, spell])).catch(() => true);
}
