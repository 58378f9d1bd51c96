import type { TrialCounts } from '../api/types';

const PARTS: ReadonlyArray<readonly [keyof Omit<TrialCounts, 'budget'>, string]> = [
  ['completed', 'good'],
  ['failed', 'bad'],
  ['pruned', 'ended'],
  ['stopped', 'ended'],
  ['stopping', 'warning'],
  ['running', 'running'],
  ['paused', 'paused'],
  ['queued', 'waiting'],
];

/** A study's trials by state, as one bar over its budget. */
export function TrialsBar({ counts, legend = false }: { counts: TrialCounts; legend?: boolean }) {
  const present = PARTS.filter(([state]) => counts[state] > 0);
  const words = present.map(([state]) => `${counts[state]} ${state}`).join(', ');
  return (
    <div className="trials-bar-box">
      <div className="trials-bar" role="img" aria-label={`${words || 'no trials yet'} of ${counts.budget}`}>
        {present.map(([state, tone]) => (
          <div
            key={state}
            className="trials-bar-part"
            data-tone={tone}
            style={{ width: `${(100 * counts[state]) / Math.max(1, counts.budget)}%` }}
          />
        ))}
      </div>
      {legend && (
        <ul className="trials-legend" aria-hidden="true">
          {present.map(([state, tone]) => (
            <li key={state} data-tone={tone}>
              <span className="num">{counts[state]}</span> {state}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
