import type { Language } from '../../question.js';
import type { PlatformContext } from '../platform.js';
import type { Background } from './background.js';
import type { Directory } from './directory.js';
import type { Installations } from './installations.js';
import type { Timing } from './settings.js';
import type { Workspaces } from './workspaces.js';

/** What all parts of this platform use. Made once, in slack-platform.ts. */
export interface Shared {
  readonly context: PlatformContext;
  readonly workspaces: Workspaces;
  readonly installations: Installations;
  readonly directory: Directory;
  readonly background: Background;
  readonly timing: Timing;
  readonly allowed: readonly string[] | undefined;
}

/** A text of this platform from knowledge/interface/slack.yaml. */
export function say(shared: Shared, language: Language, key: string, values?: Readonly<Record<string, string | number>>): string {
  return shared.context.assistant().say(language, `slack.${key}`, values);
}

/** Waits. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
