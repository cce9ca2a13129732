import { createPostgresStore } from '../../src/store/postgres.js';
import { startPostgres } from '../support/postgres.js';
import { storeContract } from './contract.js';

storeContract('PostgreSQL', async () => {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const rows = async (statement: string) => (await postgres.run(statement, url.slice(url.lastIndexOf('/') + 1))).rows;
  return { address: url, rows, open: () => createPostgresStore(url), remove: () => postgres.remove() };
});
