import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createSqliteStore } from '../../src/store/sqlite.js';
import { storeContract } from './contract.js';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'iom-store-'));
  const rows = async (statement: string) => new Database(join(folder, 'iom.sqlite')).prepare(statement).all();
  return {
    address: folder,
    rows,
    open: () => createSqliteStore(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});
