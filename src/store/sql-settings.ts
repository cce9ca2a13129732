import type { Connection } from './connection.js';
import type { SettingsStore } from './store.js';

/** Settings, installations and the deliveries seen, in SQL. */
export function createSqlSettings({ use }: Connection): SettingsStore {
  return {
    setting: (owner, name) =>
      use(async (db) => {
        const row = await db
          .selectFrom('settings')
          .select('value')
          .where('owner', '=', owner)
          .where('name', '=', name)
          .executeTakeFirst();
        return row?.value;
      }),
    saveSetting: (owner, name, value) =>
      use(async (db) => {
        if (value === undefined) {
          await db.deleteFrom('settings').where('owner', '=', owner).where('name', '=', name).execute();
          return;
        }
        await db
          .insertInto('settings')
          .values({ owner, name, value })
          .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet({ value }))
          .execute();
      }),
    saveInstallation: (installation) =>
      use(async (db) => {
        await db
          .insertInto('installations')
          .values(installation)
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ sealed: installation.sealed }))
          .execute();
      }),
    installation: (platform, workspace) =>
      use((db) =>
        db
          .selectFrom('installations')
          .selectAll()
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirst(),
      ),
    installations: () => use((db) => db.selectFrom('installations').selectAll().execute()),
    firstDelivery: (key, at, expiresAt) =>
      use(async (db) => {
        const first = await db
          .insertInto('deliveries')
          .values({ key, expires_at: expiresAt })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({ expires_at: expiresAt }).where('deliveries.expires_at', '<=', at),
          )
          .returning('key')
          .execute();
        return first.length > 0;
      }),
  };
}
