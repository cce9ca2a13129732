import { connect } from 'node:net';
import { stringify } from 'node:querystring';
import { HOSTILE_KINDS } from '../../test/support/hostile-texts.js';
import type { AssistantProcess } from '../load/assistant-process.js';
import { post, type Sending, sendingFor } from '../load/doors.js';

/** What a hostile request costs the whole process, its answer included. */
export interface DoorCost {
  readonly door: string;
  readonly kind: string;
  readonly status: number;
  /** Processor time of one request, in milliseconds. */
  readonly milliseconds: number;
}

const TRIES = 6;
/** As much as each door reads. */
const LONGEST = { slash: 8000, event: 40_000, teams: 40_000, web: 4000 } as const;
const SETTLE_MS = 120;

/** Sends each kind of text to each door a few times and asks the process for the time it took. */
export async function doorCosts(assistant: AssistantProcess, teamsUrl: string): Promise<DoorCost[]> {
  let serial = 1;
  const spent = async () => ((await assistant.metrics()).get('process_cpu_seconds_total') ?? 0) * 1000;
  const costOf = async (make: () => Sending): Promise<Omit<DoorCost, 'door' | 'kind'>> => {
    let status = 0;
    const begin = await spent();
    for (let at = 0; at < TRIES; at += 1) status = (await post(assistant.port, make())).status;
    await new Promise((done) => setTimeout(done, SETTLE_MS));
    return { status, milliseconds: (await spent()) - begin };
  };
  const idle = await idleCost(spent);
  const costs: DoorCost[] = [];
  for (const { name, text } of [{ name: 'a plain question', text: () => 'who is the RTS for Kenya?' }, ...HOSTILE_KINDS]) {
    for (const door of ['slash', 'event', 'teams', 'web'] as const) {
      const { status, milliseconds } = await costOf(() => {
        serial += 1;
        const words = name === 'a plain question' ? text(0) : `RTS ${text(LONGEST[door] - 4)}`;
        return door === 'web' ? webSending(serial, words) : sendingFor(door, serial, wellFormed(words), teamsUrl);
      });
      costs.push({ door, kind: name, status, milliseconds: Math.max(0, milliseconds - idle) / TRIES });
    }
  }
  return costs;
}

/** What looking itself costs, and a process that has nothing to do. */
async function idleCost(spent: () => Promise<number>): Promise<number> {
  const costs: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    const begin = await spent();
    await new Promise((done) => setTimeout(done, SETTLE_MS));
    costs.push((await spent()) - begin);
  }
  return Math.min(...costs);
}

function webSending(serial: number, text: string): Sending {
  const body = JSON.stringify({ text, thread: `hostile-${serial}` });
  return { door: 'slash', path: '/api/ask', body, headers: { 'content-type': 'application/json' } };
}

/** A form cannot hold half a character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** How long a connection that sends one byte a second is kept, for headers and for a body, in seconds. */
export async function patienceWithSlow(assistant: AssistantProcess): Promise<{ headers: number; body: number }> {
  const lines = ['POST /api/ask HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 5000'];
  const [headers, body] = await Promise.all([
    secondsKept(assistant.port, `${lines.join('\r\n')}\r\nX-Slow: `),
    secondsKept(assistant.port, `${lines.join('\r\n')}\r\n\r\n{"text":"`),
  ]);
  return { headers, body };
}

function secondsKept(port: number, beginning: string): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(beginning);
    const drip = setInterval(() => socket.write('a'), 1000);
    const end = () => {
      clearInterval(drip);
      socket.destroy();
      resolve((performance.now() - begin) / 1000);
    };
    socket.resume();
    socket.on('end', end);
    socket.on('error', end);
    socket.setTimeout(180_000, end);
    setTimeout(end, 180_000).unref();
  });
}

/** Whether a flood of fields or headers costs more than reading it. */
export function floods(teamsUrl: string): readonly (readonly [string, Sending])[] {
  const signed = sendingFor('slash', 1, 'RTS', teamsUrl);
  const unsigned = (body: string, type: string): Sending => ({ ...signed, body, headers: { 'content-type': type } });
  return [
    [
      'a megabyte of fields, not signed',
      unsigned(
        stringify({ a: 'b'.repeat(5) })
          .concat('&')
          .repeat(120_000),
        'application/x-www-form-urlencoded',
      ),
    ],
    ['a megabyte of deep JSON, not signed', unsigned('['.repeat(1_000_000), 'application/json')],
    [
      'deep JSON in the console',
      { ...signed, path: '/api/ask', body: '['.repeat(16_000), headers: { 'content-type': 'application/json' } },
    ],
    [
      'deep JSON from Teams',
      {
        ...signed,
        path: '/api/messages',
        body: `${'['.repeat(120_000)}1${']'.repeat(120_000)}`,
        headers: { 'content-type': 'application/json' },
      },
    ],
  ];
}
