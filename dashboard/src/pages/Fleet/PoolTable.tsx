import type { Worker } from '../../api/types';
import { formatShare, poolsOf } from '../../domain/fleet';

/** The workers by the pool that they take their work from. */
export function PoolTable({ workers }: { workers: readonly Worker[] }) {
  return (
    <section className="card" aria-labelledby="pools-title">
      <h2 id="pools-title" className="card-title">
        Pools
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="table-box" aria-label="Pools, scrollable" tabIndex={0}>
        <table className="pools">
          <thead>
            <tr>
              <th scope="col">Pool</th>
              {['Alive', 'Busy', 'Take no work', 'Lost', 'Utilization'].map((name) => (
                <th key={name} scope="col" className="right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {poolsOf(workers).map(({ pool, alive, busy, closed, lost, utilization }) => (
              <tr key={pool} data-pool={pool}>
                <th scope="row">{pool}</th>
                {[alive, busy, closed, lost].map((count, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay as they are
                  <td key={at} className="right num">
                    {count}
                  </td>
                ))}
                <td className="right num">{formatShare(utilization)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
