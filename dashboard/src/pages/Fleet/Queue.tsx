import type { Study } from '../../api/types';
import { Link } from '../../components/Link';
import { studyPath } from '../../components/paths';
import { queueOf } from '../../domain/fleet';

/** The studies whose trials wait for a worker, those with most first. */
export function Queue({ studies }: { studies: readonly Study[] }) {
  const waiting = queueOf(studies);
  const all = waiting.reduce((sum, { trials }) => sum + trials.queued, 0);
  return (
    <section className="card card-body" aria-labelledby="queue-title">
      <h2 id="queue-title">Queue</h2>
      {all === 0 ? (
        <p className="muted">No trial waits for a worker.</p>
      ) : (
        <>
          <p className="num">
            {all} {all === 1 ? 'trial waits' : 'trials wait'} for a worker.
          </p>
          <ul className="interruptions">
            {waiting.map(({ study, trials }) => (
              <li key={study}>
                <Link to={`${studyPath(study, 'trials')}?filter=${encodeURIComponent('state = queued')}`}>{study}</Link>
                <span className="num">
                  {trials.queued} waiting, {trials.running} running
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
