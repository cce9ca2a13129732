import {
  type Activity,
  ActivityEx,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { Connector } from './connector.js';
import { cloudOf, type TeamsSettings } from './settings.js';

/** How long Microsoft's keys may take to arrive. */
const PATIENCE_FOR_KEYS = 10_000;

/** What is done in a turn of the conversation. */
export type Turn = (context: TurnContext) => Promise<void>;

/**
 * botbuilder's CloudAdapter with a connector of our own below it. It checks who calls and keeps the shape of a turn, so
 * that the rest of this folder is an ordinary bot, which botbuilder's TestAdapter can drive too.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #connector: Connector;

  constructor(settings: TeamsSettings, connector: Connector) {
    super(authenticationOf(settings));
    this.#connector = connector;
  }

  /** Whether the token's signature is good and its key may speak for the activity's channel and service URL. */
  async vouched(activity: Activity, authorization: string): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_FOR_KEYS, false);
    });
    // Every failure is a refusal: botbuilder throws some as 401 and others, such as a wrong signature, as anything.
    const checked = this.botFrameworkAuthentication.authenticateRequest(activity, authorization).then(
      () => true,
      () => false,
    );
    return Promise.race([checked, late]).finally(() => clearTimeout(timer));
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
}

function authenticationOf(settings: TeamsSettings): ConfigurationBotFrameworkAuthentication {
  const { TEAMS_APP_ID, TEAMS_OPENID_METADATA_URL } = settings;
  // The password is not given: outbound tokens are ours, and inbound ones need the id only.
  const credentials = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: 'MultiTenant',
    ...(TEAMS_APP_ID === undefined ? {} : { MicrosoftAppId: TEAMS_APP_ID }),
  });
  // One setting of one's own turns all of botbuilder's defaults off.
  const options =
    TEAMS_OPENID_METADATA_URL === undefined
      ? {}
      : { ToBotFromChannelOpenIdMetadataUrl: TEAMS_OPENID_METADATA_URL, ToBotFromChannelTokenIssuer: cloudOf(settings).issuer };
  return new ConfigurationBotFrameworkAuthentication(options, credentials);
}
