import type { Study, Trial } from '../../api/types';
import { ProgressBar } from '../../components/ProgressBar';
import { useNow } from '../../components/useNow';
import { budgetLines } from '../../domain/budget';

export function BudgetPanel({ study, trials }: { study: Study; trials: ReadonlyMap<number, Trial> }) {
  const lines = budgetLines(study, trials, useNow());
  return (
    <section className="card" aria-labelledby="budget-title">
      <h2 id="budget-title" className="card-title">
        Budget
      </h2>
      <dl className="budget card-body">
        {lines.map(({ name, used, fraction }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num muted">{used}</dd>
            {fraction !== undefined && (
              <dd>
                <ProgressBar fraction={fraction} label={`${name} used`} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
