/** What a worker leaves behind of a trained encoder, as its artifacts hold it. They come from outside: nothing is believed. */

export interface Cluster {
  cluster: number;
  size: number;
  /** The class that most of its samples have, and their share; absent without labels. */
  commonClass: number | undefined;
  purity: number | undefined;
  /** Samples, the nearest to the prototype first. */
  nearest: readonly number[];
}

export interface Clusters {
  /** That the method may use; `largest` names those that are not empty, at most as many as the worker lists. */
  clusters: number;
  samples: number;
  purity: number | undefined;
  largest: readonly Cluster[];
  /** A sheet with a row of pictures for each of `largest`; sizes in pixels. */
  pictures: { path: string; columns: number; width: number; height: number } | undefined;
}

export interface EmbeddedPoint {
  x: number;
  y: number;
  sample: number;
  /** Absent: it is in none, or the method has none. */
  cluster: number | undefined;
  class: number | undefined;
}

export interface Embedding {
  /** The share of the variance along x and y. */
  explained: readonly [number, number];
  points: readonly EmbeddedPoint[];
  prototypes: readonly { cluster: number; x: number; y: number }[];
}

type Json = Record<string, unknown>;

/** @throws Error that names what is not as it must be */
export function clustersOf(json: unknown): Clusters {
  const file = object(json, 'the file');
  const pictures = file.pictures === undefined ? undefined : object(file.pictures, 'pictures');
  return {
    clusters: whole(file.clusters, 'clusters'),
    samples: whole(file.samples, 'samples'),
    purity: optional(file.purity, 'purity', finite),
    largest: list(file.largest, 'largest').map((each) => {
      const one = object(each, 'a cluster');
      return {
        cluster: whole(one.cluster, 'cluster'),
        size: whole(one.size, 'size'),
        commonClass: optional(one.common_class, 'common_class', whole),
        purity: optional(one.purity, 'purity', finite),
        nearest: list(one.nearest, 'nearest').map((sample) => whole(sample, 'nearest')),
      };
    }),
    pictures: pictures && {
      path: String(pictures.path),
      columns: whole(pictures.columns, 'columns'),
      width: whole(pictures.width, 'width'),
      height: whole(pictures.height, 'height'),
    },
  };
}

/** @throws Error that names what is not as it must be */
export function embeddingOf(json: unknown): Embedding {
  const file = object(json, 'the file');
  const [x, y, samples] = [list(file.x, 'x'), list(file.y, 'y'), list(file.samples, 'samples')];
  const [clusters, classes] = [list(file.clusters, 'clusters'), list(file.classes, 'classes')];
  const [first, second] = list(file.explained, 'explained');
  const group = (groups: readonly unknown[], at: number, name: string): number | undefined => {
    const value = groups.length === 0 ? -1 : finite(groups[at], name);
    return value < 0 ? undefined : value;
  };
  return {
    explained: [finite(first, 'explained'), finite(second, 'explained')],
    points: samples.map((sample, at) => ({
      x: finite(x[at], 'x'),
      y: finite(y[at], 'y'),
      sample: whole(sample, 'samples'),
      cluster: group(clusters, at, 'clusters'),
      class: group(classes, at, 'classes'),
    })),
    prototypes: list(file.prototypes, 'prototypes').map((each) => {
      const one = object(each, 'a prototype');
      return { cluster: whole(one.cluster, 'cluster'), x: finite(one.x, 'x'), y: finite(one.y, 'y') };
    }),
  };
}

export type Grouping = 'class' | 'cluster';

/** The groups that points are in, ascending. */
export function groupsOf(points: readonly EmbeddedPoint[], by: Grouping): number[] {
  const groups = new Set(points.map((point) => point[by]).filter((group) => group !== undefined));
  return [...groups].sort((a, b) => a - b);
}

function object(value: unknown, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${name} is no JSON object`);
  }
  return value as Json;
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${name} is no list`);
  }
  return value;
}

function finite(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Error(`${name} holds ${String(value)}, must be a finite number`);
  }
  return value;
}

function whole(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0) {
    throw new Error(`${name} holds ${String(value)}, must be a whole number ≥ 0`);
  }
  return value as number;
}

function optional(value: unknown, name: string, read: (value: unknown, name: string) => number): number | undefined {
  return value === undefined || value === null ? undefined : read(value, name);
}
