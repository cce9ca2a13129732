import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createDesk } from '../../src/desk-service.js';
import { openStore } from '../../src/store/open-store.js';
import { createSecretBox, keysFrom } from '../../src/store/secret-box.js';

// One process of the assistant, as far as the inbox goes: it acknowledges events and answers them at the outside service.
// Modules are loaded at once; the store is opened and events are taken when the parent says so.

interface Orders {
  readonly address: string;
  readonly outside: string;
  readonly limits: object;
}

const SALT = 'salt of the tests, long enough';
const SLOWEST_ANSWER_MS = 15;
const say = (message: object) => process.send?.(message);

function run({ address, outside, limits }: Orders): void {
  const desk = createDesk({
    store: openStore(address.startsWith('postgres') ? { DATABASE_URL: address, DATA_DIR: '' } : { DATA_DIR: address }),
    box: createSecretBox(keysFrom(undefined, SALT)),
    salt: SALT,
    retentionDays: 30,
    ratePerMinute: 1_000_000,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    metrics: { count: (event) => event === 'loss' && say({ loss: true }) },
    now: Date.now,
    newId: randomUUID,
    limits,
  });

  desk.onJob('test', async (job) => {
    await new Promise((done) => setTimeout(done, Math.random() * SLOWEST_ANSWER_MS));
    if ((await fetch(`${outside}/${job.id}`)).ok) return;
    const sent = await fetch(`${outside}/${job.id}`, { method: 'POST' });
    if (!sent.ok) throw new Error('The outside service did not take the answer.');
  });
  desk.start();

  const server = createServer((request, response) => {
    const end = (status: number, text: string) => response.writeHead(status).end(text);
    const [, what = '', id = ''] = (request.url ?? '').split('/');
    request.resume();
    if (what === 'events') {
      const event = { id, platform: 'test', workspace: 'T1', payload: JSON.stringify({ id, text: 'who is the RTS?' }) };
      desk.accept(event).then(
        (result) => end(200, result),
        (error: Error) => end(503, error.message),
      );
    } else if (what === 'slash') {
      // A slash command is answered from the knowledge alone; what the store adds may be missing.
      const conversation = { platform: 'test', workspace: 'T1', person: desk.personKey('test', 'T1', id), thread: id };
      void Promise.all([desk.languageOf(conversation.person), desk.recall(conversation)]).then(() => end(200, 'answer'));
    } else if (what === 'ready') {
      void desk.trouble().then((trouble) => end(trouble ? 503 : 200, trouble ?? 'ready'));
    } else end(404, '');
  });
  server.listen(0, '127.0.0.1', () => {
    const listening = server.address();
    if (listening !== null && typeof listening === 'object') say({ port: listening.port });
  });
}

process.on('message', (orders) => run(orders as Orders));
process.on('disconnect', () => process.exit(0));
say({ loaded: true });
