import { createPostgresStore } from '../../src/store/postgres.js';
import { startPostgres } from '../support/postgres.js';
import { storeContract } from './contract.js';

storeContract('PostgreSQL', async () => {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase();
  return { address: url, open: () => createPostgresStore(url), remove: () => postgres.remove() };
});
