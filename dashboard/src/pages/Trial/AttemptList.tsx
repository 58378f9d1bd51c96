import type { Attempt } from '../../api/types';
import { StateBadge } from '../../components/StateBadge';
import { formatDateTime, formatDuration, secondsBetween } from '../../domain/time';

export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <section className="card card-body" aria-labelledby="attempts-title">
      <h2 id="attempts-title">Attempts</h2>
      {attempts.length === 0 && <p className="muted">None yet.</p>}
      <ol className="attempts">
        {attempts.map((attempt) => (
          <AttemptItem key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

/** Why there is this attempt, where it began, and why it ended. */
function AttemptItem({ attempt }: { attempt: Attempt }) {
  const { number, state, reason, worker, granted_at, ended_at, resumed_from_step, end } = attempt;
  return (
    <li data-attempt={number}>
      <div className="attempt-head">
        <span className="strong">Attempt {number}</span>
        <StateBadge state={state} />
        {worker && <span>on {worker}</span>}
        {granted_at && (
          <span className="muted num">
            {formatDateTime(granted_at)}
            {ended_at && `, ${formatDuration(secondsBetween(granted_at, ended_at, 0))}`}
          </span>
        )}
      </div>
      <dl className="attempt-why">
        <dt>Why</dt>
        <dd>{reason}</dd>
        {granted_at && (
          <>
            <dt>Began</dt>
            <dd className="num">
              {resumed_from_step === undefined ? 'from the start' : `resumed from step ${resumed_from_step}`}
            </dd>
          </>
        )}
        {end && (
          <>
            <dt>Ended</dt>
            <dd>{end}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
