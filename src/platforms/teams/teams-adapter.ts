import {
  type Activity,
  ActivityEx,
  ActivityTypes,
  BotAdapter,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { Connector } from './connector.js';

/** What is done in a turn of the conversation. */
export type Turn = (context: TurnContext) => Promise<void>;

/**
 * botbuilder's adapter over our own connector. It keeps the shape of a turn, so that the rest of this folder is an ordinary
 * bot, which botbuilder's TestAdapter can drive too. Who may call is the guard's business.
 */
export class TeamsAdapter extends BotAdapter {
  readonly #connector: Connector;

  constructor(connector: Connector) {
    super();
    this.#connector = connector;
  }

  /** Answers an invoke in its own response. */
  async answerInvoke(activity: Activity, turn: Turn): Promise<InvokeResponse | undefined> {
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, turn);
    return (context.turnState.get(INVOKE_RESPONSE_KEY) as Activity | undefined)?.value as InvokeResponse | undefined;
  }

  /** Goes on with a conversation that was accepted earlier, maybe by a process that is gone. */
  async continueTurn(reference: Partial<ConversationReference>, turn: Turn): Promise<void> {
    const { id: _, ...continuation } = ActivityEx.getContinuationActivity(reference) as Activity;
    // Replies then name the message that was asked, or none, and not this continuation.
    const activity = (
      reference.activityId === undefined ? continuation : { ...continuation, id: reference.activityId }
    ) as Activity;
    await this.runMiddleware(new TurnContext(this, activity), turn);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === ActivityTypes.InvokeResponse) context.turnState.set(INVOKE_RESPONSE_KEY, activity);
      const id = activity.type === ActivityTypes.InvokeResponse ? undefined : await this.#connector.send(activity);
      sent.push({ id: id ?? '' });
    }
    return sent;
  }

  override async updateActivity(_context: TurnContext, activity: Partial<Activity>): Promise<undefined> {
    await this.#connector.update(activity);
  }

  /** Nothing here takes a message back. */
  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('The assistant deletes no messages. Change the message instead.'));
  }

  /** Conversations go on by `continueTurn`. */
  override continueConversation(): Promise<never> {
    return Promise.reject(new Error('Go on with a conversation by continueTurn.'));
  }
}
