import { describe, expect, it } from 'vitest';
import { clustersOf, embeddingOf, groupsOf } from './inspection';

const CLUSTERS = {
  clusters: 4,
  samples: 10,
  purity: 0.8,
  largest: [{ cluster: 2, size: 6, common_class: 1, purity: 0.75, nearest: [4, 9] }],
  pictures: { path: 'inspection/prototypes.png', columns: 8, width: 16, height: 12 },
};

const EMBEDDING = {
  explained: [0.4, 0.2],
  x: [1, -1],
  y: [0, 0.5],
  samples: [7, 3],
  clusters: [2, -1],
  classes: [],
  prototypes: [{ cluster: 2, x: 0.9, y: 0.1 }],
};

describe('the clusters of a trial', () => {
  it('are read with their purity and their nearest samples', () => {
    const read = clustersOf(CLUSTERS);
    expect(read.largest).toEqual([{ cluster: 2, size: 6, commonClass: 1, purity: 0.75, nearest: [4, 9] }]);
    expect(read.pictures).toEqual(CLUSTERS.pictures);
  });

  it('need neither labels nor pictures', () => {
    const { purity: _, pictures: __, ...bare } = CLUSTERS;
    expect(clustersOf({ ...bare, largest: [{ cluster: 0, size: 1, nearest: [] }] })).toEqual({
      ...bare,
      purity: undefined,
      pictures: undefined,
      largest: [{ cluster: 0, size: 1, commonClass: undefined, purity: undefined, nearest: [] }],
    });
  });

  it.each([
    [null, 'the file is no JSON object'],
    [{ ...CLUSTERS, largest: '<b>' }, 'largest is no list'],
    [{ ...CLUSTERS, samples: -1 }, 'samples holds -1, must be a whole number ≥ 0'],
    [{ ...CLUSTERS, purity: '1' }, 'purity holds 1, must be a finite number'],
  ])('are refused with what is wrong: %j', (json, message) => {
    expect(() => clustersOf(json)).toThrow(message);
  });
});

describe('the embedding of a trial', () => {
  it('is read point by point, in no group where there is none', () => {
    const { points } = embeddingOf(EMBEDDING);
    expect(points).toEqual([
      { x: 1, y: 0, sample: 7, cluster: 2, class: undefined },
      { x: -1, y: 0.5, sample: 3, cluster: undefined, class: undefined },
    ]);
    expect(groupsOf(points, 'cluster')).toEqual([2]);
    expect(groupsOf(points, 'class')).toEqual([]);
  });

  it('is refused where a coordinate is missing', () => {
    expect(() => embeddingOf({ ...EMBEDDING, y: [0] })).toThrow('y holds undefined, must be a finite number');
  });
});
