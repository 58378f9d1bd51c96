import { useMemo } from 'react';
import type { Study } from '../../api/types';
import { useCurves } from '../../components/live';
import { onDemand } from '../../components/onDemand';
import { trialPath } from '../../components/paths';
import { navigate } from '../../components/router';
import { useThrottled } from '../../components/useThrottled';
import { curvesWorthShowing } from '../../domain/curvesShown';
import { refreshMillis } from '../../domain/refresh';
import type { StudyDetail } from '../../domain/view';
import { BudgetPanel } from './BudgetPanel';
import { CurvesPanel } from './CurvesPanel';
import { HistoryPanel } from './HistoryPanel';
import { LedgerPanel } from './LedgerPanel';

const TimelinePanel = onDemand(() => import('./TimelinePanel'), <div className="card chart" />);

export function OverviewTab({ study, detail }: { study: Study; detail: StudyDetail }) {
  const calm = useThrottled(detail.trials, refreshMillis(detail.trials.size));
  const shown = useMemo(
    () => (detail.complete ? undefined : detail.loading ? [] : curvesWorthShowing(calm.values(), study.spec.objective)),
    [detail.complete, detail.loading, calm, study.spec.objective],
  );
  useCurves(study.study, shown ?? []);
  const attempts = useMemo(() => {
    let count = 0;
    for (const trial of calm.values()) {
      count += trial.attempts.length + (trial.ended_at === undefined ? 0 : 1);
    }
    return count;
  }, [calm]);
  return (
    <>
      <div className="overview">
        <HistoryPanel study={study.study} objectives={study.spec.objectives} trials={calm} />
        <div className="overview-side">
          <BudgetPanel study={study} trials={calm} />
          <LedgerPanel study={study.study} change={attempts} />
        </div>
      </div>
      <TimelinePanel study={study.study} trials={calm} />
      <CurvesPanel
        objective={study.spec.objective.metric}
        detail={detail}
        shown={shown}
        note={shown && 'Curves of the trials that run and of the best; choose others in the table to compare them.'}
        onOpen={(trial) => navigate(trialPath({ study: study.study, trial }))}
      />
    </>
  );
}
