import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.js';
import { createMetrics } from '../src/metrics.js';
import type { PlatformContext } from '../src/platforms/platform.js';
import { createPlatforms } from '../src/platforms.js';
import { createHttpServer, type Readiness } from '../src/server.js';
import { type TestDesk, testDesk } from './support/desk-parts.js';
import { webAssistant } from './support/web-assistant.js';

const log = { info: () => {}, warn: () => {}, error: () => {} };
let end: () => Promise<unknown> = async () => undefined;
afterEach(() => end());

async function ask(readiness: Readiness): Promise<{ status: number; text: string; metric: string }> {
  const metrics = createMetrics();
  const readinessNow = async () => readiness;
  const server = createHttpServer({ platforms: [], metrics, log, readiness: readinessNow, showMetrics: true, newId: randomUUID });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  end = () => new Promise((resolve) => server.close(resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz`);
  const metric = /^iom_ready .*$/m.exec(await metrics.text())?.[0] ?? '';
  return { status: response.status, text: await response.text(), metric };
}

describe('/readyz', () => {
  it('says ready, and what is away elsewhere', async () => {
    const notices = ["Microsoft's sign-in refused the app."];
    expect(await ask({ troubles: [], notices })).toEqual({
      status: 200,
      text: "ready\nMicrosoft's sign-in refused the app.",
      metric: 'iom_ready 1',
    });
  });

  it('says why it is not ready', async () => {
    const found = await ask({ troubles: ['The disk is full.'], notices: ['Something else.'] });
    expect(found).toEqual({ status: 503, text: 'not ready\nThe disk is full.\nSomething else.', metric: 'iom_ready 0' });
  });
});

describe('what the doors tell of themselves', () => {
  const doors = (env: Record<string, string>) => {
    const test: TestDesk = testDesk();
    const metrics = { answered: () => undefined, count: () => undefined };
    const { assistant } = webAssistant();
    const context: PlatformContext = {
      assistant: () => assistant,
      desk: test.desk,
      log,
      metrics,
      now: Date.now,
      newId: randomUUID,
    };
    const platforms = createPlatforms(context, readConfig(env), test.desk);
    end = async () => {
      await Promise.all(platforms.map((platform) => platform.close()));
      await test.remove();
    };
    return new Map(platforms.map((platform) => [platform.name, platform]));
  };

  it("is no trouble of this process where Microsoft's sign-in is the matter", () => {
    const teams = doors({ TEAMS_APP_ID: 'an-app' }).get('teams');
    expect(teams?.trouble()).toBeUndefined();
    expect(teams?.notice?.()).toMatch(/TEAMS_APP_PASSWORD is missing/);
    expect(teams?.serves('/api/messages')).toBe(true);
  });

  it('is a trouble where its own socket is not open', () => {
    const slack = doors({ SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:1/api/' }).get('slack');
    expect(slack?.trouble()).toMatch(/socket is not connected/);
  });
});
