import type { Config } from './config.js';
import type { DeskService } from './desk-service.js';
import type { Platform, PlatformContext } from './platforms/platform.js';
import { createTeamsPlatform } from './platforms/teams/teams-platform.js';
import { createWebPlatform } from './platforms/web/web-platform.js';

/** Opens the doors that have what they need; a door that is off says so in one line. */
export async function createPlatforms(context: PlatformContext, config: Config, _desk: DeskService): Promise<Platform[]> {
  const platforms: Platform[] = [createWebPlatform(context, config)];
  if (config.TEAMS_APP_ID || !config.production) {
    platforms.push(createTeamsPlatform(context, config));
    if (!config.TEAMS_APP_ID) context.log.info({}, 'Teams: no TEAMS_APP_ID, so its door is open to this machine only.');
  } else context.log.info({}, 'Teams is off: TEAMS_APP_ID is not set.');
  return platforms;
}
