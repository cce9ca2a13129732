/** A permission that the app asks for. `reason` is the key of the text that says what for. */
export interface Scope {
  readonly scope: string;
  readonly reason: string;
  /** The app works without it. */
  readonly optional: boolean;
}

/** Every permission and the feature that needs it. manifests/slack/manifest.json asks for exactly these. */
export const SCOPES: readonly Scope[] = [
  { scope: 'app_mentions:read', reason: 'scope-mentions', optional: false },
  { scope: 'chat:write', reason: 'scope-write', optional: false },
  { scope: 'commands', reason: 'scope-commands', optional: false },
  { scope: 'im:history', reason: 'scope-direct', optional: false },
  { scope: 'assistant:write', reason: 'scope-prompts', optional: false },
  { scope: 'users:read', reason: 'scope-locale', optional: false },
  { scope: 'channels:read', reason: 'scope-channel-name', optional: true },
  { scope: 'groups:read', reason: 'scope-group-name', optional: true },
];
