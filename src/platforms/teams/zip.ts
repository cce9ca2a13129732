import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 1980, the first day that a zip can name: the same files then always make the same package. */
const DAY = 0x21;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;

/** A zip of files, in their order. For a handful of small files: all is held in memory, and the size limits are those of 1989. */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of files) {
    const packed = deflateRawSync(data, { level: 9 });
    const label = Buffer.from(name, 'utf8');
    const common = fields([
      [2, FLAGS],
      [2, DEFLATED],
      [2, 0],
      [2, DAY],
      [4, crc32(data)],
      [4, packed.length],
      [4, data.length],
      [2, label.length],
      [2, 0],
    ]);
    const local = Buffer.concat([
      fields([
        [4, 0x04034b50],
        [2, VERSION],
      ]),
      common,
      label,
      packed,
    ]);
    const tail = fields([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ]);
    directory.push(
      Buffer.concat([
        fields([
          [4, 0x02014b50],
          [2, VERSION],
          [2, VERSION],
        ]),
        common,
        tail,
        label,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, files.size],
    [2, files.size],
    [4, central.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...parts, central, end]);
}

/** Numbers one after another, the low byte first, each in so many bytes. */
function fields(numbers: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
