import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../../src/store/sqlite.js';
import { storeContract } from './contract.js';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iom-store-'));
  return { address: folder, open: () => createSqliteStore(folder), remove: () => rm(folder, { recursive: true, force: true }) };
});
