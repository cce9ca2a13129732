import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** What is typed, a letter at a time, each after the answer to the one before. */
const TYPED = [
  'kenya',
  'democratic republic of the congo',
  'shelter',
  'rmm@',
  'MCOF',
  'panamá',
  'égypte',
  'جنوب السودان',
  'zzzzzzzz',
];
const template = JSON.parse(readFileSync(new URL('../../test/payloads/teams/invoke-search.json', import.meta.url), 'utf8'));

/** Milliseconds from a keystroke until its results are there, over HTTP. */
export interface SearchTimes {
  readonly keystrokes: number;
  readonly median: number;
  readonly slowest: number;
}

/** Types into the search of a bot, twice: the first time warms up. */
export async function timeSearch(port: number, serviceUrl: string): Promise<SearchTimes> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const keystrokes = TYPED.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const type = async () => {
    const times: number[] = [];
    for (const words of keystrokes) times.push(await timeOne(port, agent, serviceUrl, words));
    return times.sort((a, b) => a - b);
  };
  await type();
  const times = await type();
  agent.destroy();
  return {
    keystrokes: times.length,
    median: times[Math.floor(times.length / 2)] ?? Number.NaN,
    slowest: times.at(-1) ?? Number.NaN,
  };
}

function timeOne(port: number, agent: Agent, serviceUrl: string, words: string): Promise<number> {
  const value = { ...template.value, parameters: [{ name: 'words', value: words }] };
  const body = JSON.stringify({ ...template, serviceUrl, value });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const post = request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && text.includes('composeExtension')) resolve(performance.now() - from);
        else reject(new Error(`The search answered ${response.statusCode}: ${text.slice(0, 100)}`));
      });
    });
    post.on('error', reject);
    post.end(body);
  });
}
