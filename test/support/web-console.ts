import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assistant } from '../../src/assistant.js';
import type { Conversation, Desk, Feedback } from '../../src/desk.js';
import type { PlatformContext } from '../../src/platforms/platform.js';
import { createWebPlatform, type WebSettings } from '../../src/platforms/web/web-platform.js';

/** A running console: a real HTTP server on the loopback interface, with a desk in memory. */
export interface RunningConsole {
  readonly url: string;
  readonly port: number;
  readonly feedback: Feedback[];
  /** What the console wrote to the log. */
  readonly logged: string[];
  readonly counted: string[];
  /** Set to false to make the desk refuse. */
  allow: boolean;
  /** Set to true to make the desk fail to keep feedback. */
  broken: boolean;
  /** Milliseconds that the console's clock is ahead. */
  later: number;
  readonly trouble: () => string | undefined;
  readonly close: () => Promise<void>;
}

/** Builds the page's script and styles once, into a new directory. */
export function buildAssets(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'iom-console-'));
  const script = fileURLToPath(new URL('../../src/platforms/web/build-assets.mjs', import.meta.url));
  execFileSync(process.execPath, [script, directory], { stdio: 'pipe' });
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Starts a console. Without settings: no password, not in production. */
export async function startConsole(assistant: Assistant, settings: Partial<WebSettings> = {}): Promise<RunningConsole> {
  const console: Omit<RunningConsole, 'url' | 'port' | 'close' | 'trouble'> = {
    feedback: [],
    logged: [],
    counted: [],
    allow: true,
    broken: false,
    later: 0,
  };
  const log = (fields: object, message: string) => void console.logged.push(`${message} ${JSON.stringify(fields)}`);
  const context: PlatformContext = {
    assistant: () => assistant,
    desk: memoryDesk(console),
    log: { info: log, warn: log, error: log },
    metrics: {
      answered: ({ outcome, language, platform }) => void console.counted.push(`${platform} ${outcome} ${language}`),
      count: (event, platform) => void console.counted.push(`${platform} ${event}`),
    },
    now: () => Date.now() + console.later,
    newId: () => 'id',
  };
  const platform = createWebPlatform(context, {
    CONSOLE_PASSWORD: undefined,
    TRUSTED_PROXIES: 0,
    RETENTION_DAYS: 90,
    production: false,
    ...settings,
  });
  const server = createServer((request, response) => void platform.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(console, {
    url: `http://127.0.0.1:${port}`,
    port,
    trouble: () => platform.trouble(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await platform.close();
    },
  });
}

function memoryDesk(console: Pick<RunningConsole, 'allow' | 'broken' | 'feedback'>): Desk {
  const threads = new Map<string, string[]>();
  const textsOf = ({ person, thread }: Conversation) => threads.get(`${person} ${thread}`) ?? [];
  const unused = () => Promise.reject(new Error('The console does not use this.'));
  return {
    personKey: (platform, workspace, id) => `hash-of-${platform}-${workspace}-${id}`,
    recall: async (conversation) => textsOf(conversation),
    async remember(conversation, text) {
      threads.set(`${conversation.person} ${conversation.thread}`, [...textsOf(conversation), text]);
    },
    async recordFeedback(feedback) {
      if (console.broken) throw new Error('The store is down.');
      console.feedback.push(feedback);
    },
    allows: () => console.allow,
    languageOf: async () => undefined,
    chooseLanguage: unused,
    forget: unused,
    accept: unused,
    onJob: () => undefined,
    firstTime: unused,
    answered: unused,
  };
}
