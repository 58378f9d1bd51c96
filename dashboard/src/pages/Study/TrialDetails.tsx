import type { ReactNode } from 'react';
import type { Attempt, Trial } from '../../api/types';
import { StateBadge } from '../../components/StateBadge';
import { formatNumber, formatParameter } from '../../domain/numbers';
import { formatDateTime, formatDuration, secondsBetween } from '../../domain/time';
import { hasEnded } from '../../domain/trialFold';

export function TrialDetails({ trial }: { trial: Trial }) {
  const metrics = Object.entries(trial.metrics).sort(([a], [b]) => a.localeCompare(b));
  return (
    <section className="details" aria-label={`Trial ${trial.number} in detail`}>
      {trial.message && (
        <p className="details-message" data-tone={trial.state === 'FAILED' ? 'bad' : 'ended'}>
          {trial.message}
        </p>
      )}
      <div className="details-wide">
        <h3>Attempts</h3>
        {trial.attempts.length === 0 && <p className="muted">None yet.</p>}
        <ol className="attempts">
          {trial.attempts.map((attempt) => (
            <AttemptItem key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      </div>
      <Pairs title="Parameters" pairs={Object.entries(trial.parameters).map(([k, v]) => [k, formatParameter(v)])} />
      <Pairs
        title={hasEnded(trial.state) ? 'Metrics' : 'Metrics so far'}
        pairs={metrics.map(([name, value]) => [name, formatNumber(value)])}
      />
      <Pairs title="Identity" pairs={identity(trial)} />
    </section>
  );
}

function identity(trial: Trial): [string, ReactNode][] {
  return [
    ['source', trial.source.toLowerCase()],
    ['seed', String(trial.seed)],
    ['last checkpoint', trial.step > 0 ? `step ${trial.step}` : 'none'],
    ['weights, SHA-256', trial.weights_sha256 ? <code key="weights">{trial.weights_sha256}</code> : '–'],
    ['MLflow run', trial.mlflow_run ? <code key="run">{trial.mlflow_run}</code> : '–'],
  ];
}

function Pairs({ title, pairs }: { title: string; pairs: readonly (readonly [string, ReactNode])[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {pairs.length === 0 && <p className="muted">None yet.</p>}
      <dl className="pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
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
