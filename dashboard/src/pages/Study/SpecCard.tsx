import type { Study } from '../../api/types';
import { Pairs } from '../../components/Pairs';
import { formatParameter } from '../../domain/numbers';
import { rangeWords, runPairs, searchPairs } from '../../domain/specWords';

/** The study file's values, with those that it left to their defaults. */
export function SpecCard({ spec }: { spec: Study['spec'] }) {
  const fixed = Object.entries(spec.fixed).map(([name, value]) => [name, formatParameter(value)] as const);
  const ranges = Object.entries(spec.parameters).map(([name, range]) => [name, rangeWords(range)] as const);
  return (
    <section className="card" aria-labelledby="spec-title">
      <h2 id="spec-title" className="card-title">
        Settings
      </h2>
      <div className="spec card-body">
        <Pairs title="Search" pairs={searchPairs(spec)} />
        <Pairs title="Searched parameters" pairs={ranges} />
        {fixed.length > 0 && <Pairs title="Fixed parameters" pairs={fixed} />}
        <Pairs title="Bounds and places" pairs={runPairs(spec)} />
      </div>
    </section>
  );
}
