import { memo, type ReactNode } from 'react';
import type { Progress, Trial } from '../../api/types';
import { AttemptProgress } from '../../components/AttemptProgress';
import { LineSwatch } from '../../components/LineSwatch';
import { Link } from '../../components/Link';
import { trialPath } from '../../components/paths';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../domain/columns';
import { formatNumber, formatParameter } from '../../domain/numbers';
import { formatDuration, secondsBetween } from '../../domain/time';

interface Props {
  trial: Trial;
  /** Its place in the whole table, the head being 1. */
  row: number;
  columns: readonly Column[];
  /** The column that the table is sorted by. */
  sorted: string;
  progress: Progress | undefined;
  objective: string;
  best: boolean;
  chosen: boolean;
  choosable: boolean;
  onChoose: (trial: number) => void;
}

/** Drawn again only when something in it changes: many events come each second, about few of the rows in sight. */
export const TrialRow = memo(function TrialRow(props: Props) {
  const { trial, row, columns, sorted, progress, objective, best, chosen, choosable, onChoose } = props;
  const { study, number } = trial;
  return (
    <tr data-trial={number} data-chosen={chosen} aria-rowindex={row}>
      <td className="choice">
        <input
          type="checkbox"
          aria-label={`Choose trial ${number} to compare`}
          checked={chosen}
          disabled={!choosable}
          onChange={() => onChoose(number)}
        />
      </td>
      <th scope="row">
        <Link className="trial-link num" to={trialPath({ study, trial: number })}>
          <LineSwatch trial={number} />
          <span className="visually-hidden">Trial </span>
          {number}
        </Link>
      </th>
      {columns.slice(1).map((column) => (
        <td
          key={column.key}
          className={column.numeric ? 'right num' : undefined}
          data-column={column.key}
          data-sorted={column.key === sorted || undefined}
        >
          {column.key === sorted && <span className="cell-name">{column.title} </span>}
          {cell(column, trial, { progress, objective, best })}
        </td>
      ))}
    </tr>
  );
});

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
    case 'source':
      return trial.source.toLowerCase();
    case 'duration':
      return trial.ended_at === undefined ? (
        <span className="muted">–</span>
      ) : (
        formatDuration(secondsBetween(trial.suggested_at, trial.ended_at, 0))
      );
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
      return trial.epoch > 0 ? epochs : 'starting';
    default:
      return `${epochs} in ${formatDuration(secondsBetween(trial.suggested_at, trial.ended_at, Date.now()))}`;
  }
}
