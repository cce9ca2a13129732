import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSlackDoor, type SlackDoor } from '../../support/slack-door.js';
import { type SocketServer, startSocketServer } from '../../support/slack-socket-server.js';
import { type SlackService, startSlackService } from '../../support/slack-web-api.js';

let service: SlackService;
let sockets: SocketServer;
let door: SlackDoor;
beforeEach(async () => {
  service = await startSlackService();
  sockets = await startSocketServer();
  service.socketUrl = sockets.url;
  door = await openSlackDoor({ service, settings: { SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-of-the-tests' } });
});
afterEach(async () => {
  await door.close();
  await sockets.close();
  await service.close();
});

const open = () => vi.waitFor(() => expect(door.platform.trouble()).toBeUndefined());
const event = (id: string, name = 'event-app-mention') => ({
  type: 'events_api',
  envelope_id: id,
  accepts_response_payload: false,
  payload: door.payload(name),
});

describe('Socket Mode', () => {
  it('is in trouble until the socket is open', async () => {
    expect(door.platform.trouble()).toContain('socket');
    await open();
    expect(service.callsOf('apps.connections.open')[0]?.token).toBe('xapp-of-the-tests');
  });

  it('serves no address: nobody can pretend to be Slack over HTTP', async () => {
    await open();
    expect(door.platform.serves('/slack/events')).toBe(false);
    expect((await door.command('RTS Kenya')).status).toBe(404);
  });

  it('answers a mention and acknowledges it after it stands in the inbox', async () => {
    await open();
    sockets.send(event('envelope-1'));
    await vi.waitFor(() => expect(sockets.acks).toMatchObject([{ envelope_id: 'envelope-1' }]));
    expect(door.desk.accepted).toHaveLength(1);
    await vi.waitFor(() => expect(service.messages).toHaveLength(1));
  });

  it('does not acknowledge what the inbox did not take, and takes it when it comes again', async () => {
    await open();
    door.desk.down = true;
    sockets.send(event('envelope-1'));
    await vi.waitFor(() => expect(door.logged.some(({ message }) => message.includes('inbox'))).toBe(true));
    await door.quiet();
    expect(sockets.acks).toEqual([]);
    door.desk.down = false;
    sockets.send({ ...event('envelope-2'), retry_attempt: 1, retry_reason: 'timeout' });
    await vi.waitFor(() => expect(sockets.acks).toMatchObject([{ envelope_id: 'envelope-2' }]));
    await vi.waitFor(() => expect(service.messages).toHaveLength(1));
  });

  it('answers a slash command inside the acknowledgement', async () => {
    await open();
    sockets.send({
      type: 'slash_commands',
      envelope_id: 'e-3',
      accepts_response_payload: true,
      payload: door.payload('command'),
    });
    await vi.waitFor(() => expect(sockets.acks).toHaveLength(1));
    expect(sockets.acks[0]?.payload).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('prdcare') });
  });

  it('answers a question from a modal inside the acknowledgement', async () => {
    await open();
    const payload = door.payload('view-submission-ask');
    sockets.send({ type: 'interactive', envelope_id: 'e-4', accepts_response_payload: true, payload });
    await vi.waitFor(() => expect(sockets.acks[0]?.payload).toMatchObject({ response_action: 'update' }));
  });

  it('is in trouble when the socket breaks, and opens it again', async () => {
    await open();
    service.socketUrl = undefined;
    sockets.cut();
    await vi.waitFor(() => expect(door.platform.trouble()).toContain('socket'));
    service.socketUrl = sockets.url;
    await open();
    expect(sockets.connections).toBe(2);
  });

  it('goes on trying while Slack’s API cannot be reached, where Bolt alone would give up', async () => {
    await open();
    for (let n = 0; n < 3; n += 1)
      service.fail('apps.connections.open', { kind: 'reset', when: 'before' }, { kind: 'status', status: 503, when: 'before' });
    sockets.cut();
    await vi.waitFor(() => expect(service.callsOf('apps.connections.open').length).toBeGreaterThanOrEqual(8), {
      timeout: 10_000,
    });
    await open();
    sockets.send(event('envelope-9'));
    await vi.waitFor(() => expect(service.messages).toHaveLength(1));
  });

  it('opens a new socket when Slack asks for it', async () => {
    await open();
    sockets.send({ type: 'disconnect', reason: 'refresh_requested' });
    await vi.waitFor(() => expect(sockets.connections).toBe(2));
    await open();
  });

  it('stays closed once it was closed', async () => {
    await open();
    await door.platform.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sockets.connections).toBe(1);
  });
});
