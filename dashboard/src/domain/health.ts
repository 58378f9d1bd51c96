/** What metrics of an epoch say of its clusters, in the order in which they are read. */
export const CLUSTER_HEALTH: ReadonlyMap<string, string> = new Map([
  ['purity', 'share of samples whose class is the commonest of their cluster'],
  ['assignment_entropy', '1 if all clusters are of one size'],
  ['empty_clusters', 'clusters without a sample'],
  ['clusters_largest_share', 'share of samples in the largest cluster'],
  ['assignment_nmi', 'agreement with the epoch before'],
  ['effective_rank', 'directions the embeddings spread over; near 1 they have collapsed'],
]);

/** Metric names apart: those of the clusters' health, in their order, and the others, the objective first. */
export function groupedMetrics(names: Iterable<string>, objective: string): { health: string[]; others: string[] } {
  const all = [...names];
  const others = all.filter((name) => !CLUSTER_HEALTH.has(name));
  return {
    health: [...CLUSTER_HEALTH.keys()].filter((name) => all.includes(name)),
    others: others.sort((a, b) => Number(b === objective) - Number(a === objective)),
  };
}
