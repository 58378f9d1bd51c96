import type { ReactNode } from 'react';
import type { Progress, Trial } from '../../api/types';
import { AttemptProgress } from '../../components/AttemptProgress';
import { LineSwatch } from '../../components/LineSwatch';
import { StateBadge } from '../../components/StateBadge';
import { formatNumber, formatParameter } from '../../domain/numbers';
import { formatDuration, secondsBetween } from '../../domain/time';
import { progressOf } from '../../domain/trials';
import type { Column } from './columns';
import { TrialDetails } from './TrialDetails';

interface Props {
  trial: Trial;
  columns: Column[];
  running: ReadonlyMap<string, Progress>;
  objective: string;
  best: boolean;
  open: boolean;
  onToggle: () => void;
}

/** A trial's row and, opened, all about it beneath. */
export function TrialRow({ trial, columns, running, objective, best, open, onToggle }: Props) {
  const progress = progressOf(trial, running);
  const cells = columns.slice(1);
  return (
    <>
      <tr data-trial={trial.number} data-open={open}>
        <th scope="row">
          <button type="button" className="trial-toggle" aria-expanded={open} onClick={onToggle}>
            <span aria-hidden="true" className="chevron" />
            <LineSwatch trial={trial.number} />
            <span className="num">
              <span className="visually-hidden">Trial </span>
              {trial.number}
            </span>
          </button>
        </th>
        {cells.map((column) => (
          <td key={column.key} className={column.numeric ? 'right num' : undefined} data-column={column.key}>
            {cell(column, trial, { progress, objective, best })}
          </td>
        ))}
      </tr>
      {open && (
        <tr className="details-row">
          <td colSpan={columns.length}>
            <TrialDetails trial={trial} />
          </td>
        </tr>
      )}
    </>
  );
}

interface Context {
  progress: Progress | undefined;
  objective: string;
  best: boolean;
}

function cell({ key }: Column, trial: Trial, { progress, objective, best }: Context): ReactNode {
  if (key.startsWith('p:')) {
    return formatParameter(trial.parameters[key.slice(2)]);
  }
  if (key.startsWith('m:')) {
    return formatNumber(trial.metrics[key.slice(2)]);
  }
  switch (key) {
    case 'state':
      return <StateBadge state={trial.state} />;
    case 'value':
      return <Value trial={trial} objective={objective} best={best} />;
    case 'progress':
      return progress ? (
        <AttemptProgress progress={progress} label={`Progress of trial ${trial.number}`} />
      ) : (
        <span className="muted">{howFar(trial)}</span>
      );
    case 'attempts':
      return trial.attempts.length;
    case 'worker':
      return trial.attempts.at(-1)?.worker ?? <span className="muted">–</span>;
    default:
      return trial.number;
  }
}

/** The objective: final, or so far where epochs report it. */
function Value({ trial, objective, best }: { trial: Trial; objective: string; best: boolean }) {
  if (trial.value === undefined) {
    return <span className="muted">{formatNumber(trial.metrics[objective])}</span>;
  }
  return (
    <span className="strong">
      {best && <span className="best-mark">best</span>}
      {formatNumber(trial.value)}
    </span>
  );
}

function howFar(trial: Trial): string {
  const epochs = `${trial.epoch} ${trial.epoch === 1 ? 'epoch' : 'epochs'}`;
  switch (trial.state) {
    case 'QUEUED':
      return trial.epoch > 0 ? `waits for a worker after ${epochs}` : 'waits for a worker';
    case 'RUNNING':
    case 'STOPPING':
      return 'starting';
    default:
      return `${epochs} in ${formatDuration(secondsBetween(trial.suggested_at, trial.ended_at, Date.now()))}`;
  }
}
