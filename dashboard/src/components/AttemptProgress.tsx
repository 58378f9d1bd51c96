import type { Progress } from '../api/types';
import { formatNumber } from '../domain/numbers';
import { formatDuration } from '../domain/time';
import { fractionOf } from '../domain/trials';
import { ProgressBar } from './ProgressBar';

/** How far a running attempt is: a bar, and in words its phase, epoch, loss and time left. */
export function AttemptProgress({ progress, label }: { progress: Progress; label: string }) {
  const { phase, epoch, epochs, loss, remaining_seconds } = progress;
  const parts = [
    phase === 'training' ? `epoch ${Math.min(epoch + 1, epochs)}/${epochs}` : phase,
    ...(loss === undefined ? [] : [`loss ${formatNumber(loss)}`]),
    ...(remaining_seconds === undefined ? [] : [`${formatDuration(remaining_seconds)} left`]),
  ];
  return (
    <div className="attempt-progress">
      <ProgressBar fraction={fractionOf(progress)} label={label} busy={phase !== 'training'} />
      <div className="attempt-progress-text">
        {parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </div>
    </div>
  );
}
