import type { Attempt } from '../../api/types';
import { LoadedCard } from '../../components/LoadedCard';
import { useQuery } from '../../components/router';
import { useThrottled } from '../../components/useThrottled';
import { tailOf } from '../../domain/logs';
import { useFolder, useTrialFile } from './useTrialFile';

const MOST_LINES = 400;
const LOOK_AGAIN_MS = 5000;
const NOT_YET = 'The first lines come with the first epoch.';
const LOST = 'This attempt left no log: its worker was lost before it could store one.';
const asText = (content: Blob): Promise<string> => content.text();

interface Props {
  run: string;
  attempts: readonly Attempt[];
  /** The epoch that was reported last: a running attempt's log grows with it. */
  epoch: number;
}

/** What an attempt's worker wrote, its last lines. A line is text, whatever it holds. */
export function LogPanel({ run, attempts, epoch }: Props) {
  const [chosen, setChosen] = useQuery('attempt');
  const latest = attempts.at(-1);
  const calm = useThrottled(epoch, LOOK_AGAIN_MS);
  const number = attempts.find((attempt) => String(attempt.number) === chosen)?.number ?? latest?.number ?? 1;
  const folder = useFolder(run, 'logs', `${latest?.number} ${latest?.state} ${calm}`);
  const { value, error, absent } = useTrialFile(run, folder, `logs/attempt-${number}.txt`, asText);
  const running = attempts.find((attempt) => attempt.number === number)?.state === 'RUNNING';
  return (
    <LoadedCard
      title={`Log of attempt ${number}`}
      controls={attempts.length > 1 && <AttemptChoice attempts={attempts} value={number} onChange={setChosen} />}
      value={value}
      error={error}
      empty={absent ? (running ? NOT_YET : LOST) : undefined}
    >
      {(log) => <Lines log={log} />}
    </LoadedCard>
  );
}

interface ChoiceProps {
  attempts: readonly Attempt[];
  value: number;
  onChange: (attempt: string) => void;
}

function AttemptChoice({ attempts, value, onChange }: ChoiceProps) {
  return (
    <label>
      Attempt{' '}
      <select aria-label="Attempt" value={value} onChange={(event) => onChange(event.target.value)}>
        {attempts.map(({ number }) => (
          <option key={number}>{number}</option>
        ))}
      </select>
    </label>
  );
}

function Lines({ log }: { log: string }) {
  const { lines, before } = tailOf(log, MOST_LINES);
  return (
    <>
      {before > 0 && <p className="muted small">{before} earlier lines are in the artifact.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="log" tabIndex={0} aria-label="Log, scrollable">
        <pre>{lines.join('\n')}</pre>
      </section>
    </>
  );
}
