import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compare, distinctQuestions, stop } from '../paired.js';
import { timeSearch } from './search.js';

// Answers a second, of the whole assistant and of a bare botbuilder echo bot: every question is another one, fifty are under
// way at any time, and an answer counts when the connector has it. Then the time of one keystroke in the search.
// Run: tsx bench/teams/throughput.ts [rounds] [questions a round] [questions before]

const questions = distinctQuestions();
const template = JSON.parse(readFileSync(new URL('../../test/payloads/teams/message-personal.json', import.meta.url), 'utf8'));

const waiting = new Map<string, () => void>();
const connector = createServer((incoming, response) => {
  incoming.resume();
  incoming.on('end', () => {
    const [, conversation = ''] = /conversations\/([^/]+)\/activities\//.exec(incoming.url ?? '') ?? [];
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
    waiting.get(decodeURIComponent(conversation))?.();
  });
});
await once(connector.listen(0, '127.0.0.1'), 'listening');
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`;
const agent = new Agent({ keepAlive: true });
let serial = 0;

function ask(port: number): Promise<void> {
  const n = serial++;
  const conversation = `a:${n}`;
  const body = JSON.stringify({
    ...template,
    id: `m${n}`,
    serviceUrl,
    text: questions[n % questions.length],
    from: { ...template.from, id: `29:${n}`, aadObjectId: `person-${n}` },
    conversation: { ...template.conversation, id: conversation },
  });
  return new Promise((resolve, reject) => {
    waiting.set(conversation, () => {
      waiting.delete(conversation);
      resolve();
    });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const post = request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers }, (response) => {
      response.resume();
      if (response.statusCode !== 200) reject(new Error(`The bot answered ${response.statusCode}.`));
    });
    post.on('error', reject);
    post.end(body);
  });
}

const contenders = await compare({
  server: new URL('./bot.ts', import.meta.url),
  ask,
  rounds: Number(process.argv[2] ?? 5),
  questions: Number(process.argv[3] ?? 2000),
  warmUp: Number(process.argv[4] ?? 8000),
});
const { keystrokes, median, slowest } = await timeSearch(contenders.ours.port, serviceUrl);
console.log(`search: ${keystrokes} keystrokes, ${median.toFixed(1)} ms each, ${slowest.toFixed(1)} ms the slowest`);
stop(contenders);
process.exit(0);
