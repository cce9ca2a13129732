import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Json } from './slack-web-api.js';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Slack's side of Socket Mode: says hello, sends envelopes, and keeps what is acknowledged. */
export interface SocketServer {
  readonly url: string;
  readonly acks: { readonly envelope_id: string; readonly payload: Json }[];
  readonly connections: number;
  /** Sends an envelope to the newest connection. */
  send(envelope: Json): void;
  /** Cuts every connection without a word, as a broken network does. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts a small WebSocket server on a free port of 127.0.0.1. */
export async function startSocketServer(): Promise<SocketServer> {
  const sockets: Duplex[] = [];
  const acks: SocketServer['acks'] = [];
  let connections = 0;
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    connections += 1;
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => read(data, socket, acks));
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.write(frame(JSON.stringify({ type: 'hello', num_connections: 1 })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    acks,
    get connections() {
      return connections;
    },
    send: (envelope) => void sockets.at(-1)?.write(frame(JSON.stringify(envelope))),
    cut: () => {
      for (const socket of sockets.splice(0)) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets.splice(0)) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One unmasked text frame, as servers send it. */
function frame(text: string, opcode = 1): Buffer {
  const body = Buffer.from(text);
  const long = body.length > 125;
  const head = Buffer.alloc(long ? 4 : 2);
  head[0] = 0x80 | opcode;
  head[1] = long ? 126 : body.length;
  if (long) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** Reads masked frames, as clients send them; each arrives whole on a loopback. */
function read(data: Buffer, socket: Duplex, acks: SocketServer['acks']): void {
  for (let at = 0; at + 2 <= data.length; ) {
    const opcode = (data[at] ?? 0) & 0x0f;
    const short = (data[at + 1] ?? 0) & 0x7f;
    const length = short === 126 ? data.readUInt16BE(at + 2) : short;
    const start = at + (short === 126 ? 4 : 2);
    const mask = data.subarray(start, start + 4);
    const body = Buffer.from(data.subarray(start + 4, start + 4 + length).map((byte, n) => byte ^ (mask[n % 4] ?? 0)));
    if (opcode === 1) acks.push(JSON.parse(body.toString('utf8')));
    if (opcode === 8) socket.end(frame('', 8));
    if (opcode === 9) socket.write(frame(body.toString('utf8'), 10));
    at = start + 4 + length;
  }
}
