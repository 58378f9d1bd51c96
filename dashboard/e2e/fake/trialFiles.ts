import { deflateSync } from 'node:zlib';
import type { ArtifactFile } from '../../src/api/tracking';
import { MARKUP } from './content';

/** What a worker leaves of a trial whose data are pictures: 14 clusters of two classes each, and logs. */

const CLUSTERS = 14;
const EXAMPLES = 8;
const SIDE = 12;
const POINTS = 600;

export function trialFiles(): Record<string, string | Buffer> {
  const largest = Array.from({ length: CLUSTERS }, (_, at) => ({
    cluster: (at * 5) % CLUSTERS,
    size: 90 - 5 * at,
    common_class: at % 10,
    purity: 0.95 - 0.05 * at,
    nearest: Array.from({ length: EXAMPLES }, (__, near) => at * 40 + near),
  }));
  const pictures = { path: 'inspection/prototypes.png', columns: EXAMPLES, width: SIDE, height: SIDE };
  return {
    'inspection/clusters.json': JSON.stringify({ clusters: 16, samples: 805, purity: 0.62, largest, pictures }),
    'inspection/prototypes.png': png(EXAMPLES * SIDE, CLUSTERS * SIDE, colourAt),
    'inspection/embedding.json': JSON.stringify(embedding()),
    'logs/attempt-1.txt': `2026-03-04T05:06:07Z begins from the start\n2026-03-04T05:06:09Z ${MARKUP}\n`,
    'logs/attempt-2.txt': `2026-03-04T05:07:07Z goes on from the checkpoint at step 160\n2026-03-04T05:07:09Z \u001b[31m${MARKUP}\n`,
  };
}

/** Their folders, as the server lists them. */
export function foldersOf(files: Record<string, string | Buffer>): Record<string, ArtifactFile[]> {
  const folders: Record<string, ArtifactFile[]> = {};
  for (const [path, content] of Object.entries(files)) {
    const folder = path.slice(0, path.indexOf('/'));
    folders[folder] = [...(folders[folder] ?? []), { path, is_dir: false, file_size: Buffer.byteLength(content) }];
  }
  return folders;
}

function embedding() {
  const points = Array.from({ length: POINTS }, (_, at) => ({ group: at % 10, turn: at * 2.4, far: (at % 37) / 37 }));
  const centre = (group: number): [number, number] => [Math.cos(group * 0.63), Math.sin(group * 0.63)];
  const turned = (turn: number): [number, number] => [Math.cos(turn), Math.sin(turn)];
  const along = (axis: 0 | 1) =>
    points.map(({ group, turn, far }) => centre(group)[axis] + 0.25 * far * turned(turn)[axis]);
  return {
    explained: [0.41, 0.23],
    samples: points.map((_, at) => at),
    x: along(0),
    y: along(1),
    clusters: points.map(({ group }) => group),
    classes: points.map(({ group }, at) => (at % 7 === 0 ? (group + 1) % 10 : group)),
    prototypes: Array.from({ length: 10 }, (_, cluster) => ({ cluster, x: centre(cluster)[0], y: centre(cluster)[1] })),
  };
}

type Colour = [number, number, number];

function colourAt(x: number, y: number): Colour {
  const [row, column] = [Math.floor(y / SIDE), Math.floor(x / SIDE)];
  const inside = Math.hypot((x % SIDE) - SIDE / 2, (y % SIDE) - SIDE / 2) < 3 + (column % 3);
  return inside ? [40 + row * 14, 200 - row * 10, 90 + column * 12] : [30 + column * 6, 40, 60 + row * 4];
}

function png(width: number, height: number, colour: (x: number, y: number) => Colour): Buffer {
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (__, x) => colour(x, y)).flat()]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** CRC-32 as PNG asks for it. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}
