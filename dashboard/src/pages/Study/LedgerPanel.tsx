import { useEffect, useState } from 'react';
import { api } from '../../api/client';
import type { Ledger } from '../../api/types';
import { Link } from '../../components/Link';
import { trialPath } from '../../components/paths';
import { useQuery } from '../../components/router';
import { useThrottled } from '../../components/useThrottled';
import { lostSeconds, parsePrice, spendingParts, totalSeconds, worstPreemptions } from '../../domain/ledger';
import { formatNumber } from '../../domain/numbers';
import { formatDuration } from '../../domain/time';

const MOST_PREEMPTIONS = 5;
const REFRESH_MS = 10_000;

/** What the study took of its devices, what came of it, and what each preemption lost. */
export function LedgerPanel({ study, change }: { study: string; change: number }) {
  const [typed, setTyped] = useQuery('price');
  const price = parsePrice(typed);
  const { ledger, error } = useLedger(study, price, change);
  return (
    <section className="card" aria-labelledby="ledger-title">
      <div className="card-head">
        <h2 id="ledger-title" className="card-title">
          Ledger
        </h2>
        <div className="controls">
          <label>
            Price of a device’s hour
            <input
              className="ledger-price"
              inputMode="decimal"
              value={typed ?? ''}
              aria-invalid={typed !== undefined && price === undefined}
              onChange={(event) => setTyped(event.target.value || undefined)}
            />
          </label>
        </div>
      </div>
      {error && (
        <p className="chart-empty" role="alert">
          {error.message}
        </p>
      )}
      {!error && !ledger && (
        <p className="muted chart-empty" role="status">
          Adding up…
        </p>
      )}
      {ledger && <LedgerContent ledger={ledger} />}
    </section>
  );
}

interface LoadedLedger {
  ledger?: Ledger;
  error?: Error;
}

/** Read again when something happened, at most every ten seconds. */
function useLedger(study: string, price: number | undefined, change: number): LoadedLedger {
  const [loaded, setLoaded] = useState<LoadedLedger>({});
  const at = useThrottled(change, REFRESH_MS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` is why to ask again
  useEffect(() => {
    let current = true;
    api.ledger(study, price).then(
      (ledger) => current && setLoaded({ ledger }),
      (error: Error) => current && setLoaded({ error }),
    );
    return () => {
      current = false;
    };
  }, [study, price, at]);
  return loaded;
}

function LedgerContent({ ledger }: { ledger: Ledger }) {
  const parts = spendingParts(ledger.total);
  const worst = worstPreemptions(ledger, MOST_PREEMPTIONS);
  const words = parts.map(({ kind, seconds }) => `${formatDuration(seconds)} ${kind}`).join(', ');
  return (
    <div className="card-body">
      <p className="ledger-total">
        <span className="fact-value num">{formatDuration(totalSeconds(ledger.total))}</span>{' '}
        <span className="muted">of devices</span>
        {ledger.total.cost !== undefined && <span className="num"> cost {formatNumber(ledger.total.cost)}</span>}
      </p>
      <div className="trials-bar" role="img" aria-label={words}>
        {parts.map(({ kind, share }) => (
          <div key={kind} className="trials-bar-part" data-tone={TONES[kind]} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      <ul className="trials-legend">
        {parts.map(({ kind, seconds }) => (
          <li key={kind} data-tone={TONES[kind]}>
            <span className="num">{formatDuration(seconds)}</span> {kind}
          </li>
        ))}
      </ul>
      {worst.length === 0 ? (
        <p className="muted">No attempt was preempted.</p>
      ) : (
        <>
          <h3>
            {ledger.preemptions.length} {ledger.preemptions.length === 1 ? 'preemption' : 'preemptions'}
          </h3>
          <ul className="preemptions">
            {worst.map((each) => (
              <li key={`${each.trial}/${each.attempt}`}>
                <Link to={trialPath({ study: ledger.study, trial: each.trial })}>Trial {each.trial}</Link>, attempt{' '}
                {each.attempt} on {each.worker}: lost <span className="num">{formatDuration(lostSeconds(each))}</span>
                {each.cost !== undefined && <span className="num"> ({formatNumber(each.cost)})</span>}
                <span className="muted small block">{each.reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const TONES = { useful: 'good', repeated: 'warning', wasted: 'bad' } as const;
