import { framesOf, reasonOf } from './desk-report.js';
import type { PlatformLog } from './platforms/platform.js';

/** Where errors come that nobody caught: the process, or a stand-in for tests. */
type Source = Pick<NodeJS.Process, 'on'>;

/**
 * Catches what nobody caught: a mistake of ours or of a package. Nobody knows what it left half done, so the process is
 * stopped in order, for whoever runs it to start it anew. Never logs the error's words: they may be a person's.
 */
export function catchFaults(
  source: Source,
  parts: { readonly log: PlatformLog; readonly metrics: { fault(): void }; readonly stop: () => void },
): void {
  const caught = (kind: string) => (error: unknown) => {
    parts.metrics.fault();
    parts.log.error(
      { kind, reason: reasonOf(error), frames: framesOf(error) },
      'An error was not caught. What is under way is finished, then the process ends. Report this with the version.',
    );
    parts.stop();
  };
  source.on('uncaughtException', caught('exception'));
  source.on('unhandledRejection', caught('rejection'));
}
