import { api } from '../../api/client';
import type { Study } from '../../api/types';
import { LoadedCard } from '../../components/LoadedCard';
import { askedOf } from '../../domain/journal';
import { formatDateTime } from '../../domain/time';
import { useLoaded } from '../Runs/useLoaded';

/** What was asked of the study and what it came to, from its journal; read again when the study has changed. */
export function JournalCard({ study: { study, state, archived, trials, spec } }: { study: Study }) {
  const change = JSON.stringify([study, state, archived, trials.budget, spec.budget]);
  const { value, error } = useLoaded(change, () => api.journal(study));
  return (
    <LoadedCard title="Journal" value={value} error={error} empty={value?.length === 0 ? 'Nothing yet.' : undefined}>
      {(entries) => (
        <ol className="story" aria-label="What was asked of the study, the newest first">
          {entries.map((entry) => {
            const { what, why, tone } = askedOf(entry);
            return (
              <li key={entry.position} data-tone={tone}>
                <span>
                  <span className="strong">{what}</span>
                  {why && `: ${why}`}
                </span>
                <time className="muted small num" dateTime={entry.at}>
                  {formatDateTime(entry.at)}
                </time>
              </li>
            );
          })}
        </ol>
      )}
    </LoadedCard>
  );
}
