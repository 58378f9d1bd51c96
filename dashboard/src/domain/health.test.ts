import { describe, expect, it } from 'vitest';
import { groupedMetrics } from './health';

describe('metrics of a trial', () => {
  it('are apart where they tell of clusters, the objective first among the others', () => {
    expect(groupedMetrics(['empty_clusters', 'loss', 'purity', 'accuracy'], 'accuracy')).toEqual({
      health: ['purity', 'empty_clusters'],
      others: ['accuracy', 'loss'],
    });
  });
});
