import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Slack's Web API and Teams' connector on the loopback, as little of them as answers need. */
export interface Outside {
  readonly slackApiUrl: string;
  readonly teamsUrl: string;
  /** How often a method of the Web API was called. */
  readonly calls: Map<string, number>;
  close(): Promise<void>;
}

/** Told of each reply when it has arrived: what it answers, as the sender named it. */
export type OnReply = (answers: string, at: number) => void;

/** Starts both on one free port. */
export async function startOutside(onReply: OnReply): Promise<Outside> {
  const calls = new Map<string, number>();
  let serial = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    readText(request, (body) => {
      if (path.startsWith('/v3/conversations/')) teams(path, body, response);
      else json(response, 200, slack(path.replace('/api/', ''), new URLSearchParams(body)));
    });
  });
  server.keepAliveTimeout = 60_000;

  function slack(method: string, fields: URLSearchParams): object {
    const channel = fields.get('channel');
    calls.set(method, (calls.get(method) ?? 0) + 1);
    switch (method) {
      case 'chat.postMessage':
        onReply(`slack ${channel} ${fields.get('thread_ts')}`, performance.now());
        return { ok: true, channel, ts: `${1_800_000_000 + ++serial}.000100` };
      case 'users.info':
        return { ok: true, user: { id: fields.get('user'), locale: 'en-US' } };
      case 'conversations.info':
        return { ok: true, channel: { id: channel, name: 'general' } };
      default:
        return { ok: true, messages: [] };
    }
  }

  function teams(path: string, body: string, response: ServerResponse): void {
    const isTyping = body.includes('"type":"typing"');
    if (!isTyping) onReply(`teams ${decodeURIComponent(path.split('/')[3] ?? '')}`, performance.now());
    json(response, 201, { id: `reply-${++serial}` });
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    slackApiUrl: `${url}/api/`,
    teamsUrl: `${url}/`,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function readText(request: IncomingMessage, then: (text: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(Buffer.concat(chunks).toString('utf8')));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
