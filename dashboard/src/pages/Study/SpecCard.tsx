import type { Range, Study } from '../../api/types';
import { Pairs } from '../../components/Pairs';
import { formatParameter } from '../../domain/numbers';

/** The study file's values, with those that it left to their defaults. */
export function SpecCard({ spec }: { spec: Study['spec'] }) {
  const { objective, sampler, pruner, workload, dataset } = spec;
  const run = [
    ['objective', `${objective.direction.toLowerCase()} ${objective.metric}`],
    ['sampler', sampler.type],
    ...Object.entries(sampler.options).map(([name, value]) => [`sampler.${name}`, formatParameter(value)] as const),
    ['pruner', pruner.type],
    ['seed', String(spec.seed)],
    ['trials', String(spec.trials)],
    ['concurrency', String(spec.concurrency)],
    ['retries', String(spec.retries)],
    ['workload', workload.type],
    ['data', dataset.name],
  ] as const;
  const fixed = Object.entries(spec.fixed).map(([name, value]) => [name, formatParameter(value)] as const);
  const ranges = Object.entries(spec.parameters).map(([name, range]) => [name, rangeWords(range)] as const);
  return (
    <section className="card" aria-labelledby="spec-title">
      <h2 id="spec-title" className="card-title">
        Settings
      </h2>
      <div className="spec card-body">
        <Pairs title="Search" pairs={run} />
        <Pairs title="Searched parameters" pairs={ranges} />
        {fixed.length > 0 && <Pairs title="Fixed parameters" pairs={fixed} />}
      </div>
    </section>
  );
}

function rangeWords({ type, low, high, log, step, choices }: Range): string {
  if (choices) {
    return choices.map(formatParameter).join(', ');
  }
  const parts = [`${formatParameter(low)} to ${formatParameter(high)}`, type === 'int' ? 'whole' : ''];
  return [...parts, log ? 'log' : '', step ? `step ${formatParameter(step)}` : ''].filter((part) => part).join(', ');
}
