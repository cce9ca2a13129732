import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compiledCopies } from './compiled-copy.js';
import { type Config, ConfigError, processEnvironment, readConfig } from './config.js';
import type { DeskService } from './desk-service.js';
import { KnowledgeError } from './knowledge/read-yaml.js';
import { createLiveEngine, type LiveEngine } from './live-engine.js';
import { createLog } from './log.js';
import { createMetrics } from './metrics.js';
import { openDesk } from './open-desk.js';
import type { Platform, PlatformContext, PlatformLog } from './platforms/platform.js';
import { createPlatforms } from './platforms.js';
import { renderPlainText } from './render/plain-text.js';
import { catchFaults } from './safety-net.js';
import { createHttpServer, type Readiness } from './server.js';

/** A stop that takes longer is forced. */
const DRAIN_MS = 10_000;

/** Starts the assistant: settings, knowledge, store, doors, server. */
async function start(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  const engine = createLiveEngine(config.KNOWLEDGE_DIR, compiledCopies(config.DATA_DIR), compileElsewhere, log);
  const metrics = createMetrics();
  const now = () => Date.now();
  const desk = openDesk(config, log, metrics);
  const storeTrouble = await desk.trouble();
  // No reason to stop: slash commands need no store, readiness tells, and the store recovers by itself.
  if (storeTrouble) log.error({ reason: storeTrouble }, 'The store cannot be used; readiness says so until it can.');

  const context: PlatformContext = { assistant: engine.assistant, desk, log, metrics, now, newId: randomUUID };
  const platforms = createPlatforms(context, config, desk);
  const server = createHttpServer({
    platforms,
    metrics,
    log,
    readiness: () => readiness(desk, platforms, engine),
    showMetrics: config.METRICS,
    newId: randomUUID,
  });
  desk.start();
  server.listen(config.PORT, config.HOST);
  await once(server, 'listening');
  greet(engine, server.address() as AddressInfo, log);

  process.on('SIGHUP', () => void engine.reload());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0));
  catchFaults(process, { log, metrics, stop: () => void stop(1) });

  let stopping = false;
  async function stop(code: number): Promise<void> {
    process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
    if (stopping) return;
    stopping = true;
    log.info({}, 'Stopping: no new work is taken, what is under way is finished.');
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // A connection that is kept alive becomes idle only when its answer is out.
    setInterval(() => server.closeIdleConnections(), 50).unref();
    await Promise.all([closed, closeAll(platforms, desk, engine)]);
    log.info({}, 'Stopped.');
    process.exit();
  }
}

/** What is of this process decides; what is away elsewhere is told. */
async function readiness(desk: DeskService, platforms: readonly Platform[], engine: LiveEngine): Promise<Readiness> {
  const troubles = [await desk.trouble(), ...platforms.map((platform) => platform.trouble())];
  const notices = [engine.notice(), ...platforms.map((platform) => platform.notice?.())];
  return { troubles: troubles.flatMap((trouble) => trouble ?? []), notices: notices.flatMap((notice) => notice ?? []) };
}

/** Learns in a process of its own. @throws {Error} with what is wrong in the knowledge */
async function compileElsewhere(): Promise<void> {
  const cli = fileURLToPath(new URL('./cli.js', import.meta.url));
  // It has the same settings, so it reads and writes the same folders.
  await promisify(execFile)(process.execPath, [cli, 'compile'], { env: { ...processEnvironment() } }).catch(
    (error: Error & { stderr?: string }) => {
      throw new Error(error.stderr?.trim() || error.message);
    },
  );
}

async function closeAll(platforms: readonly Platform[], desk: DeskService, engine: LiveEngine): Promise<void> {
  engine.close();
  await Promise.allSettled(platforms.map((p) => p.close()));
  await desk.close();
}

/** Says where the assistant is, and answers one question as proof of life. */
function greet(engine: LiveEngine, { address, port }: AddressInfo, log: PlatformLog): void {
  const host = address.includes(':') ? `[${address}]` : address;
  const [first] = engine.assistant().starters('en');
  const answer = engine.assistant().ask({ via: 'message', text: first?.value ?? '' });
  process.stdout.write(
    `The IOM assistant is at http://${host}:${port}/\n\n> ${first?.label ?? ''}\n${renderPlainText(answer)}\n\nCtrl-C stops it.\n`,
  );
  log.info({ port }, 'Ready.');
}

try {
  await start(readConfig(processEnvironment()));
} catch (error) {
  const known = error instanceof KnowledgeError || error instanceof ConfigError;
  process.stderr.write(`${known || error instanceof Error ? (error as Error).message : String(error)}\n`);
  process.exit(1);
}
