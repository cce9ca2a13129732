import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { SIGNING_SECRET } from './assistant-process.js';

/** The ways in. A slash command is answered in its own reply; the others later, in a call of ours to the platform. */
export const DOORS = ['slash', 'event', 'teams'] as const;
export type Door = (typeof DOORS)[number];

/** One request, ready to be sent, and the name under which its answer arrives at the outside. */
export interface Sending {
  readonly door: Door;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answeredAs?: string;
}

const PEOPLE = 400;

/** Each question is a new thread of one of four hundred people. */
export function sendingFor(door: Door, serial: number, text: string, teamsUrl: string): Sending {
  const person = serial % PEOPLE;
  if (door === 'slash') {
    const body = new URLSearchParams({
      command: '/iom',
      text,
      team_id: 'T0BENCH',
      user_id: `U${person}`,
      channel_id: 'C0BENCH',
      channel_name: 'general',
      response_url: `${teamsUrl}response`,
      trigger_id: `${serial}.1`,
    });
    return { door, ...signed(body.toString(), 'application/x-www-form-urlencoded') };
  }
  if (door === 'event') {
    const ts = `${1_794_000_000 + serial}.000100`;
    const channel = `D${person}`;
    const body = {
      type: 'event_callback',
      team_id: 'T0BENCH',
      api_app_id: 'A0BENCH',
      event_id: `Ev${serial}`,
      authorizations: [{ team_id: 'T0BENCH', user_id: 'U0IOMBOT', is_bot: true }],
      event: { type: 'message', channel_type: 'im', user: `U${person}`, channel, ts, text },
    };
    return { door, ...signed(JSON.stringify(body), 'application/json'), answeredAs: `slack ${channel} ${ts}` };
  }
  const conversation = `a:${serial}`;
  const body = {
    type: 'message',
    id: `m${serial}`,
    channelId: 'msteams',
    serviceUrl: teamsUrl,
    from: { id: `29:${person}`, name: 'A person' },
    recipient: { id: '28:bench', name: 'IOM assistant' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: 'bench' },
    channelData: { tenant: { id: 'bench' } },
    text,
  };
  const headers = { 'content-type': 'application/json' };
  return { door, path: '/api/messages', headers, body: JSON.stringify(body), answeredAs: `teams ${conversation}` };
}

function signed(body: string, type: string): Pick<Sending, 'path' | 'body' | 'headers'> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
  return { path: '/slack/events', body, headers };
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Posts it; status 0 when the connection failed. */
export function post(port: number, { path, body, headers }: Sending): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const call = request(
      { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, ...length } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', () => resolve({ status: 0, text: '' }));
      },
    );
    call.setTimeout(30_000, () => call.destroy());
    call.on('error', () => resolve({ status: 0, text: '' }));
    call.end(body);
  });
}
