import type { Study, Worker } from '../../api/types';
import type { RowTest, TrialTable } from '../../domain/trialTable';
import type { StudyDetail } from '../../domain/view';
import { TableTools } from './TableTools';
import { TrialsTable } from './TrialsTable';
import { useSelection } from './useSelection';
import { useTrialList } from './useTrialList';

interface Props {
  study: Study;
  detail: StudyDetail;
  workers: readonly Worker[];
  /** What a row has to meet besides the filter. */
  also?: ((table: TrialTable) => RowTest) | undefined;
}

export function TrialsTab({ study, detail, workers, also }: Props) {
  const list = useTrialList(study, detail, also);
  const selection = useSelection();
  const best = study.best?.trial;
  return (
    <section aria-labelledby="trials-title" className="card">
      <h2 id="trials-title" className="visually-hidden">
        Trials
      </h2>
      <TableTools study={study.study} list={list} selection={selection} />
      {list.rows.length === 0 ? (
        <p className="muted chart-empty">No trial meets the filter.</p>
      ) : (
        <TrialsTable study={study} detail={detail} workers={workers} list={list} best={best} selection={selection} />
      )}
    </section>
  );
}
