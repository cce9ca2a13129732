import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stringify } from 'node:querystring';
import { compare, distinctQuestions, stop } from '../paired.js';

// Signed slash commands a second, of the whole assistant and of a bare Bolt app that acknowledges them with one text: every
// question is another one, from one of 400 people, and fifty are under way at any time. The answer is the acknowledgement.
// Run: tsx bench/slack/throughput.ts [rounds] [questions a round] [questions before]

const SECRET = 'a-signing-secret-of-the-bench';
const PEOPLE = 400;
const questions = distinctQuestions();

// Slack's Web API, which is asked for each person's language once.
const webApi = createServer((incoming, response) => {
  incoming.resume();
  incoming.on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"user":{"locale":"en-GB"}}');
  });
});
await once(webApi.listen(0, '127.0.0.1'), 'listening');
const agent = new Agent({ keepAlive: true });
let serial = 0;

function ask(port: number): Promise<void> {
  const n = serial++;
  const body = stringify({
    team_id: 'T0BENCH001',
    channel_id: 'C0BENCH001',
    channel_name: 'general',
    user_id: `U0BENCH${n % PEOPLE}`,
    command: '/iom',
    text: questions[n % questions.length],
    response_url: 'http://127.0.0.1/none',
    trigger_id: String(n),
    is_enterprise_install: 'false',
  });
  const time = String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': time,
    'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')}`,
  };
  return new Promise((resolve, reject) => {
    const post = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers }, (response) => {
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && size > 0) resolve();
        else reject(new Error(`The app answered ${response.statusCode} with ${size} bytes.`));
      });
    });
    post.on('error', reject);
    post.end(body);
  });
}

const contenders = await compare({
  server: new URL('./app.ts', import.meta.url),
  environment: { BENCH_SECRET: SECRET, BENCH_API: `http://127.0.0.1:${(webApi.address() as AddressInfo).port}/api/` },
  ask,
  rounds: Number(process.argv[2] ?? 5),
  questions: Number(process.argv[3] ?? 3000),
  warmUp: Number(process.argv[4] ?? 8000),
});
stop(contenders);
process.exit(0);
