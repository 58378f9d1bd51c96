import type { ImportanceMethod } from '../../api/analysis';
import { AnalysisCard } from './AnalysisCard';
import type { PanelProps } from './panel';
import { useAnalysis } from './useAnalysis';
import { useChoice } from './useChoice';

const METHODS: Record<ImportanceMethod, string> = { PED_ANOVA: 'among the best', FANOVA: 'share of variance' };

export function ImportancePanel({ study, objective, ended }: PanelProps) {
  const [method = 'PED_ANOVA', setMethod] = useChoice('importance', Object.keys(METHODS));
  const loaded = useAnalysis(study, 'importance', ended, { objective, method });
  return (
    <AnalysisCard
      title="Importance of parameters"
      loaded={loaded}
      empty={({ parameters }) =>
        parameters.some(({ importance }) => importance > 0) ? undefined : 'More completed trials are needed.'
      }
      controls={
        <label>
          By
          <select value={method} onChange={(event) => setMethod(event.target.value)}>
            {Object.entries(METHODS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {({ parameters, trials }) => (
        <>
          <dl className="importance">
            {parameters.map(({ parameter, importance }) => (
              <div key={parameter}>
                <dt>{parameter}</dt>
                <dd className="importance-bar" aria-hidden="true">
                  <span style={{ width: `${100 * importance}%` }} />
                </dd>
                <dd className="num">{Math.round(100 * importance)} %</dd>
              </div>
            ))}
          </dl>
          <p className="muted small">From {trials} completed trials.</p>
        </>
      )}
    </AnalysisCard>
  );
}
