import type { Config } from './config.js';
import type { DeskService } from './desk-service.js';
import type { Platform, PlatformContext } from './platforms/platform.js';
import { createSlackPlatform } from './platforms/slack/slack-platform.js';
import { createTeamsPlatform } from './platforms/teams/teams-platform.js';
import { createWebPlatform } from './platforms/web/web-platform.js';

/** Opens the doors that have what they need; a door that is off says so in one line. */
export function createPlatforms(context: PlatformContext, config: Config, desk: DeskService): Platform[] {
  const platforms: Platform[] = [createWebPlatform(context, config)];
  if (config.SLACK_SIGNING_SECRET || config.SLACK_APP_TOKEN)
    platforms.push(createSlackPlatform(context, config, desk.installations('slack')));
  else context.log.info({}, 'Slack is off: neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set.');
  if (config.TEAMS_APP_ID) platforms.push(teamsPlatform(context, config));
  else if (config.production) context.log.info({}, 'Teams is off: TEAMS_APP_ID is not set.');
  else {
    platforms.push(teamsPlatform(context, config));
    context.log.info({}, 'Teams: TEAMS_APP_ID is not set, so its door is open to this machine only.');
  }
  return platforms;
}

/** All that Teams can be troubled by is Microsoft's sign-in, which is not of this process. */
function teamsPlatform(context: PlatformContext, config: Config): Platform {
  const teams = createTeamsPlatform(context, config);
  return { ...teams, trouble: () => undefined, notice: () => teams.trouble() };
}
