import { openStore } from '../../src/store/open-store.js';

// A process of its own that opens a store, brings its tables up to date, and says what went wrong.
const [address = ''] = process.argv.slice(2);
const store = openStore(address.startsWith('postgres') ? { DATABASE_URL: address, DATA_DIR: '' } : { DATA_DIR: address });
try {
  await store.check();
  await store.saveSetting('started', 'together', 'yes');
  await store.close();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
