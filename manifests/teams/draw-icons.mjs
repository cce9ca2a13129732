// Draws the two icons of the Teams app: a speech bubble with the pin of a map in it. Run: node manifests/teams/draw-icons.mjs
// color.png is 192 x 192 with the symbol inside the middle 120; outline.png is 32 x 32, white on nothing.

import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const BLUE = [0, 51, 160];
const WHITE = [255, 255, 255];
const SAMPLES = 8;

// Shapes as signed distances in a square from -1 to 1: negative inside.
const circle = (x, y, cx, cy, r) => Math.hypot(x - cx, y - cy) - r;
const box = (x, y, cx, cy, w, h, r) => {
  const dx = Math.abs(x - cx) - w + r;
  const dy = Math.abs(y - cy) - h + r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const triangle = (x, y, [ax, ay], [bx, by], [cx, cy]) => {
  const edge = (px, py, qx, qy) => ((x - px) * (qy - py) - (y - py) * (qx - px)) / Math.hypot(qx - px, qy - py);
  const sides = [edge(ax, ay, bx, by), edge(bx, by, cx, cy), edge(cx, cy, ax, ay)];
  // Whichever way round the corners are named.
  return Math.min(Math.max(...sides), Math.max(...sides.map((side) => -side)));
};
const bubble = (x, y) => Math.min(box(x, y, 0, -0.14, 0.9, 0.68, 0.28), triangle(x, y, [-0.5, 0.95], [-0.06, 0.4], [-0.56, 0.4]));
const pinBody = (x, y) => Math.min(circle(x, y, 0, -0.28, 0.3), triangle(x, y, [0, 0.36], [0.272, -0.16], [-0.272, -0.16]));
const pin = (x, y) => Math.max(pinBody(x, y), -circle(x, y, 0, -0.28, 0.11));

/** Share of a pixel that a shape covers. */
function cover(size, half, px, py, inside) {
  let hits = 0;
  for (let i = 0; i < SAMPLES; i += 1) {
    for (let j = 0; j < SAMPLES; j += 1) {
      const x = (px + (i + 0.5) / SAMPLES - size / 2) / half;
      const y = (py + (j + 0.5) / SAMPLES - size / 2) / half;
      if (inside(x, y)) hits += 1;
    }
  }
  return hits / SAMPLES ** 2;
}

function draw(size, pixel) {
  const rows = [];
  for (let y = 0; y < size; y += 1) {
    rows.push(0);
    for (let x = 0; x < size; x += 1) rows.push(...pixel(x, y).map(Math.round));
  }
  return png(size, Buffer.from(rows));
}

function png(size, rows) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const color = draw(192, (x, y) => {
  const white = cover(192, 62, x, y, (u, v) => bubble(u, v) < 0 && pin(u, v) > 0);
  return [...BLUE.map((part, at) => part + (WHITE[at] - part) * white), 255];
});
const outline = draw(32, (x, y) => {
  const line = cover(32, 15.5, x, y, (u, v) => Math.abs(bubble(u, v) + 0.06) < 0.065 || pin(u * 1.12, v * 1.12) < 0);
  return [...WHITE, 255 * line];
});
writeFileSync(new URL('./color.png', import.meta.url), color);
writeFileSync(new URL('./outline.png', import.meta.url), outline);
