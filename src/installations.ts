import type { SecretBox } from './store/secret-box.js';
import type { Store } from './store/store.js';

/** The secrets of the workspaces that installed the app on one platform. A key is the id of a workspace or an organisation. */
export interface Installations {
  /** Keeps a secret and replaces an older one. */
  save(workspace: string, secret: string): Promise<void>;
  fetch(workspace: string): Promise<string | undefined>;
  /** Deletes the secret and everything else that is kept about the workspace. */
  remove(workspace: string): Promise<void>;
}

/** Installations of a platform, encrypted. `forget` deletes all of a workspace. */
export function createInstallations(
  store: Store,
  box: SecretBox,
  platform: string,
  forget: (workspace: string) => Promise<unknown>,
): Installations {
  return {
    save: (workspace, secret) =>
      store.saveInstallation({ platform, workspace, sealed: box.seal(purposeOf(platform, workspace), secret) }),
    async fetch(workspace) {
      const kept = await store.installation(platform, workspace);
      return kept && box.open(purposeOf(platform, workspace), kept.sealed);
    },
    async remove(workspace) {
      await forget(workspace);
    },
  };
}

/** Seals anew with the first key what an older key sealed; then the older key may go. Returns how many. */
export async function renewSeals(store: Store, box: SecretBox): Promise<number> {
  const stale = (await store.installations()).filter(({ sealed }) => box.isStale(sealed));
  for (const kept of stale) {
    const purpose = purposeOf(kept.platform, kept.workspace);
    await store.saveInstallation({ ...kept, sealed: box.seal(purpose, box.open(purpose, kept.sealed)) });
  }
  return stale.length;
}

// A sealed token copied to another workspace's row does not open there.
function purposeOf(platform: string, workspace: string): string {
  return `installation ${JSON.stringify([platform, workspace])}`;
}
