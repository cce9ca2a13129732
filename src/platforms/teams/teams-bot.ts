import type { Activity, TurnContext } from 'botbuilder';
import type { PlatformContext } from '../platform.js';
import { readActivity } from './activity.js';
import { answerInvoke } from './invokes.js';
import { RecentAnswers } from './recent-answers.js';
import { doWork, type Work, workOf } from './work.js';

/** The assistant as an ordinary bot: what it does in a turn, whoever runs the turn. */
export interface TeamsBot {
  /** Answers a whole activity in its own turn. For invokes, and for botbuilder's TestAdapter. */
  onTurn(turn: TurnContext): Promise<void>;
  /** Does work that was accepted earlier. */
  onWork(turn: TurnContext, work: Work, acceptedAt: number): Promise<void>;
}

/** Makes the bot. */
export function createTeamsBot(context: PlatformContext): TeamsBot {
  const recent = new RecentAnswers();
  return {
    onTurn: async (turn) => {
      const activity = readActivity(turn.activity);
      if (activity === undefined) return;
      if (activity.type === 'invoke') {
        const value = await answerInvoke(turn, activity, context, recent);
        await turn.sendActivity({ type: 'invokeResponse', value } as Partial<Activity>);
        return;
      }
      const work = workOf(activity);
      if (work) await doWork(turn, work, context.now(), context, recent);
    },
    onWork: (turn, work, acceptedAt) => doWork(turn, work, acceptedAt, context, recent),
  };
}
