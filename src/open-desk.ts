import { randomUUID } from 'node:crypto';
import type { Config } from './config.js';
import type { DeskLog, DeskMetrics } from './desk-report.js';
import { createDesk, type DeskService } from './desk-service.js';
import { localSecret } from './local-secret.js';
import { openStore } from './store/open-store.js';
import { createSecretBox, keysFrom } from './store/secret-box.js';

/** The desk of the settings. Nothing is opened before it is used. */
export function openDesk(config: Config, log: DeskLog, metrics: DeskMetrics): DeskService {
  const salt = config.PERSON_SALT ?? localSecret(config.DATA_DIR);
  return createDesk({
    store: openStore(config),
    box: createSecretBox(keysFrom(config.ENCRYPTION_KEYS, salt)),
    salt,
    retentionDays: config.RETENTION_DAYS,
    ratePerMinute: config.RATE_PER_MINUTE,
    log,
    metrics,
    now: () => Date.now(),
    newId: randomUUID,
  });
}
