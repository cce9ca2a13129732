import { once } from 'node:events';
import { createServer } from 'node:http';

/** What is outside of us: it keeps each answer by the id of its event, as a platform keeps messages, and tells whether it has one. */
export interface OutsideService {
  readonly url: string;
  /** How often each event was answered. */
  readonly answers: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Starts it on a free port of the loopback. `GET /id` looks, `POST /id` answers. */
export async function startOutsideService(): Promise<OutsideService> {
  const answers = new Map<string, number>();
  const server = createServer((request, response) => {
    const id = request.url ?? '';
    if (request.method === 'POST') answers.set(id, (answers.get(id) ?? 0) + 1);
    request.resume();
    response.writeHead(request.method === 'POST' || answers.has(id) ? 200 : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The outside service has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    answers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
