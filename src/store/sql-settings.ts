import type { Connection } from './connection.js';
import type { SettingsStore } from './store.js';

/** Settings, installations and the deliveries seen, in SQL. */
export function createSqlSettings({ read, write }: Connection): SettingsStore {
  return {
    setting: (owner, name) =>
      read(async (db) => {
        const row = await db
          .selectFrom('settings')
          .select('value')
          .where('owner', '=', owner)
          .where('name', '=', name)
          .executeTakeFirst();
        return row?.value;
      }),
    saveSetting: (owner, name, value) =>
      write(async (db) => {
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
      write(async (db) => {
        await db
          .insertInto('installations')
          .values(installation)
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ sealed: installation.sealed }))
          .execute();
      }),
    installation: (platform, workspace) =>
      read((db) =>
        db
          .selectFrom('installations')
          .selectAll()
          .where('platform', '=', platform)
          .where('workspace', '=', workspace)
          .executeTakeFirst(),
      ),
    installations: () => read((db) => db.selectFrom('installations').selectAll().execute()),
    firstDelivery: (key, at, expiresAt) =>
      write(async (db) => {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('deliveries')
          .values({ key, expires_at: expiresAt })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({ expires_at: expiresAt }).where('deliveries.expires_at', '<=', at),
          )
          .executeTakeFirstOrThrow();
        return (numInsertedOrUpdatedRows ?? 0n) > 0n;
      }),
  };
}
