import { createHmac } from 'node:crypto';
import type { PersonKey } from './desk.js';

const MOST_PREFIXES = 1000;
const prefixes = new Map<string, string>();

/**
 * Hash of a platform's own id of a person. The key begins with a hash of the workspace, so that all people of a workspace can
 * be forgotten without knowing them. Without the salt nobody can tell whose key it is.
 */
export function personKeyOf(salt: string, platform: string, workspace: string, id: string): PersonKey {
  return workspacePrefix(salt, platform, workspace) + hash(salt, 'person', platform, workspace, id);
}

/** What the keys of all people of a workspace begin with. */
export function workspacePrefix(salt: string, platform: string, workspace: string): string {
  // A hash costs more than all else about a person's key, and the workspaces are few.
  const name = JSON.stringify([salt, platform, workspace]);
  const known = prefixes.get(name);
  if (known !== undefined) return known;
  const prefix = `${hash(salt, 'workspace', platform, workspace).slice(0, 16)}.`;
  if (prefixes.size >= MOST_PREFIXES) prefixes.clear();
  prefixes.set(name, prefix);
  return prefix;
}

/** Hash of the key of a delivery: it may hold ids of people and channels. */
export function deliveryKey(salt: string, key: string): string {
  return hash(salt, 'delivery', key);
}

// The parts are put together as JSON, so that no two lists of parts read alike.
function hash(salt: string, ...parts: readonly string[]): string {
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('hex');
}
