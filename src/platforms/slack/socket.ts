import { type App, type Receiver, type ReceiverEvent, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { PlatformLog } from '../platform.js';
import { reasonOf } from './background.js';
import { createBoltLog } from './bolt-log.js';
import type { Timing } from './settings.js';

const MOST_DOUBLINGS = 5;

type Client = SocketModeReceiver['client'];

/**
 * Slack through a socket that we open. Bolt's own reconnection gives up for good when Slack's API cannot be reached at
 * that moment, so it is switched off: this one goes on until the platform closes.
 */
export class SlackSocket implements Receiver {
  readonly #receiver: SocketModeReceiver;
  #trouble: string | undefined = 'Slack’s socket is not connected yet.';
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;

  constructor(
    appToken: string,
    clientOptions: webApi.WebClientOptions,
    private readonly log: PlatformLog,
    private readonly timing: Timing,
  ) {
    this.#receiver = new SocketModeReceiver({
      appToken,
      autoReconnectEnabled: false,
      logger: createBoltLog(log),
      installerOptions: { clientOptions: { ...clientOptions } },
      processEventErrorHandler: async () => false,
    });
    this.#client.on('connected', () => this.#connected());
    this.#client.on('disconnected', () => this.#lost('Slack’s socket was closed.'));
  }

  get #client(): Client {
    return this.#receiver.client;
  }

  init(app: App): void {
    this.#receiver.init({ processEvent: (event: ReceiverEvent) => acknowledgeAfter(app, event) } as unknown as App);
  }

  async start(): Promise<void> {
    await this.#open();
  }

  /** Why no event can come in, or undefined while the socket is open. */
  trouble(): string | undefined {
    return this.#trouble;
  }

  async stop(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#receiver.stop();
  }

  async #open(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      this.#lost('Slack’s socket could not be opened.', error);
    }
  }

  #connected(): void {
    this.#trouble = undefined;
    this.#failures = 0;
    this.log.info({}, 'Slack’s socket is open.');
  }

  #lost(trouble: string, error?: unknown): void {
    if (this.#closed) return;
    this.#trouble = `${trouble} It is opened again by itself; check SLACK_APP_TOKEN and the network if this stays.`;
    // A failed start reports both an error and a closed socket: one timer is enough.
    if (this.#timer !== undefined) return;
    const rest = this.timing.reconnect * 2 ** Math.min(this.#failures, MOST_DOUBLINGS);
    this.#failures += 1;
    this.log.warn({ rest, ...(error === undefined ? {} : reasonOf(error)) }, trouble);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#open();
    }, rest);
  }
}

/**
 * Bolt acknowledges an event before anything looks at it. Here Slack hears of it after it stands in the inbox; when that
 * fails Slack hears nothing and sends it again.
 */
async function acknowledgeAfter(app: App, event: ReceiverEvent): Promise<void> {
  let held: Parameters<ReceiverEvent['ack']> | undefined;
  await app.processEvent({
    ...event,
    ack: async (...response) => {
      held = response;
    },
  });
  if (held !== undefined) await event.ack(...held);
}
