import { useMemo } from 'react';
import type { Trial } from '../../api/types';
import { Link } from '../../components/Link';
import { trialPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import { formatNumber } from '../../domain/numbers';
import { promotions } from '../../domain/promotions';
import { formatDateTime } from '../../domain/time';
import { AnalysisCard } from './AnalysisCard';
import { useAnalysis } from './useAnalysis';

const MOST_TOLD = 8;

interface Props {
  study: string;
  ended: number;
  trials: ReadonlyMap<number, Trial>;
}

/** What the pruner compared at its rungs, and whom it promoted, ended or held back, with its reasons. */
export function RungsPanel({ study, ended, trials }: Props) {
  const loaded = useAnalysis(study, 'rungs', ended);
  return (
    <AnalysisCard
      title="Rungs"
      loaded={loaded}
      empty={({ rungs }) => (rungs.length > 0 ? undefined : 'No trial has reached a rung yet.')}
    >
      {({ watch, rungs }) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
          <section className="table-box rungs" aria-label="Rungs, scrollable" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {[
                    'Bracket',
                    'Rung',
                    'Step',
                    'Reached',
                    'May go on',
                    'Paused here',
                    `Best ${watch.metric}`,
                    'Value to go on',
                  ].map((name) => (
                    <th key={name} scope="col" className="right">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rungs.map(({ bracket, rung, step, reached, going_on, waiting, best, cut }) => (
                  <tr key={`${bracket}/${rung}/${step}`} className="num">
                    {[bracket, rung, step, reached, going_on, waiting].map((count, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns stay as they are
                      <td key={at} className="right">
                        {count}
                      </td>
                    ))}
                    <td className="right">{formatNumber(best)}</td>
                    <td className="right">{formatNumber(cut)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <Promoted study={study} trials={trials} />
          <Judged study={study} trials={trials} />
        </>
      )}
    </AnalysisCard>
  );
}

function Promoted({ study, trials }: { study: string; trials: ReadonlyMap<number, Trial> }) {
  const all = useMemo(() => promotions(trials.values()), [trials]);
  if (all.length === 0) {
    return null;
  }
  return (
    <>
      <h3>Promoted{all.length > MOST_TOLD && `, the last ${MOST_TOLD} of ${all.length}`}</h3>
      <ul className="interruptions">
        {all.slice(0, MOST_TOLD).map(({ trial, reason, at }) => (
          <li key={`${trial} ${at}`}>
            <Link to={trialPath({ study, trial })}>Trial {trial}</Link>
            <span>{reason}</span>
            <time className="muted" dateTime={at}>
              {formatDateTime(at)}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}

function Judged({ study, trials }: { study: string; trials: ReadonlyMap<number, Trial> }) {
  const judged = [...trials.values()].filter(({ state }) => state === 'PRUNED' || state === 'PAUSED').slice(-MOST_TOLD);
  if (judged.length === 0) {
    return null;
  }
  return (
    <>
      <h3>Ended or held back, the last {judged.length}</h3>
      <ul className="interruptions">
        {judged.reverse().map(({ number, state, message }) => (
          <li key={number}>
            <Link to={trialPath({ study, trial: number })}>Trial {number}</Link>
            <StateBadge state={state} />
            <span>{message ?? 'no reason was given'}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
