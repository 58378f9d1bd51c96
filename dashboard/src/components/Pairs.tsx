import type { ReactNode } from 'react';
import { Name } from './Name';

interface Props {
  title: string;
  pairs: readonly (readonly [string, ReactNode])[];
}

/** Names and their values under a title. */
export function Pairs({ title, pairs }: Props) {
  return (
    <div>
      <h3>{title}</h3>
      {pairs.length === 0 && <p className="muted">None yet.</p>}
      <dl className="pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>
              <Name name={name} />
            </dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
