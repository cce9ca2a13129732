import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { installationOf } from './origin.js';
import { numberAt } from './read-payload.js';

/**
 * Where the tokens of workspaces are kept. The implementation encrypts them; a key is the id of a workspace or of an
 * Enterprise Grid organisation. Not needed where SLACK_BOT_TOKEN is set.
 */
export interface Installations {
  /** Keeps the tokens of a workspace and replaces older ones. `secret` is JSON. */
  save(workspace: string, secret: string): Promise<void>;
  fetch(workspace: string): Promise<string | undefined>;
  /** Deletes the tokens and everything else that is kept about the workspace. */
  remove(workspace: string): Promise<void>;
}

/** No installation is known: the app was uninstalled, or never installed by OAuth. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}

type AnyQuery = InstallationQuery<boolean>;

/** Bolt's installation store over ours. `savedAt` goes along, so that a late notice of an older removal is known. */
export function createInstallationStore(installations: Installations, now: () => number): InstallationStore {
  return {
    async storeInstallation(installation) {
      await installations.save(keyOfInstallation(installation), JSON.stringify({ ...installation, savedAt: now() }));
    },
    async fetchInstallation(query) {
      for (const key of keysOfQuery(query)) {
        const secret = await installations.fetch(key);
        if (secret !== undefined) return JSON.parse(secret) as Installation<'v2', false>;
      }
      throw new NotInstalledError('No tokens are kept for this workspace. Install the app again from /slack/install.');
    },
    async deleteInstallation(query) {
      for (const key of keysOfQuery(query)) await installations.remove(key);
    },
  };
}

/**
 * Removes an installation because Slack said it ended at `endedAt` (milliseconds). Such notices come late and more than
 * once: a newer installation stays. Returns whether it was removed.
 */
export async function removeEnded(installations: Installations, key: string, endedAt: number): Promise<boolean> {
  const secret = await installations.fetch(key);
  const savedAt = secret === undefined ? undefined : numberAt(JSON.parse(secret), 'savedAt');
  if (savedAt !== undefined && savedAt > endedAt) return false;
  await installations.remove(key);
  return true;
}

function keyOfInstallation(installation: Installation<'v1' | 'v2', boolean>): string {
  return installationOf({
    ...(installation.team ? { team: installation.team.id } : {}),
    ...(installation.enterprise ? { enterprise: installation.enterprise.id } : {}),
    org: installation.isEnterpriseInstall === true,
  });
}

/** The workspace's own installation first, then the organisation's, which covers all its workspaces. */
function keysOfQuery({ teamId, enterpriseId, isEnterpriseInstall }: AnyQuery): string[] {
  const keys = isEnterpriseInstall ? [enterpriseId, teamId] : [teamId, enterpriseId];
  return keys.filter((key): key is string => key !== undefined && key !== '');
}
