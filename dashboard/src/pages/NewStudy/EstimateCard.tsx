import { useEffect, useId, useState } from 'react';
import { api } from '../../api/client';
import type { Study, StudySpec } from '../../api/types';
import { estimate, meanSeconds } from '../../domain/estimate';
import { formatDuration } from '../../domain/time';

/** The mean is taken over so many trials. */
const ENOUGH_TRIALS = 1000;

interface Props {
  spec: StudySpec;
  studies: readonly Study[];
  from: string | undefined;
}

/** What the study will take, if its trials take as long as another study's did. */
export function EstimateCard({ spec, studies, from }: Props) {
  const ids = { like: useId(), price: useId() };
  const done = studies.filter((study) => study.trials.completed > 0).map((study) => study.study);
  const [chosen, setChosen] = useState(from);
  const [price, setPrice] = useState('');
  const [mean, setMean] = useState<number>();
  const like = chosen !== undefined && done.includes(chosen) ? chosen : done[0];
  useEffect(() => {
    let current = true;
    setMean(undefined);
    if (like !== undefined) {
      api.trials(like, 0, ENOUGH_TRIALS).then(
        (trials) => current && setMean(meanSeconds(trials)),
        () => current && setMean(undefined),
      );
    }
    return () => {
      current = false;
    };
  }, [like]);
  const total = mean === undefined ? undefined : estimate(spec.trials, spec.concurrency, mean);
  const each = Number(price);
  return (
    <section className="card estimate" aria-labelledby="estimate-title">
      <h2 id="estimate-title">Estimate</h2>
      <p>
        <strong className="num">{spec.trials}</strong> trials, <strong className="num">{spec.concurrency}</strong> at a
        time
        {total && mean !== undefined && (
          <>
            ; at {formatDuration(mean)} a trial about <strong>{formatDuration(total.wallSeconds)}</strong>, and{' '}
            <strong>{formatDuration(total.deviceSeconds)}</strong> of devices
            {each > 0 && (
              <>
                , which cost <strong className="num">{((total.deviceSeconds / 3600) * each).toFixed(2)}</strong>
              </>
            )}
          </>
        )}
        .
      </p>
      {like === undefined ? (
        <p className="muted small">Once a study has completed trials, its time can be taken as a measure.</p>
      ) : (
        <div className="form-fields">
          <div className="form-field">
            <label htmlFor={ids.like}>Trials take as long as in</label>
            <select id={ids.like} value={like} onChange={(event) => setChosen(event.target.value)}>
              {done.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </div>
          <div className="form-field">
            <label htmlFor={ids.price}>Price of a device hour</label>
            <input
              id={ids.price}
              inputMode="decimal"
              value={price}
              placeholder="0.00"
              onChange={(event) => setPrice(event.target.value)}
            />
          </div>
        </div>
      )}
    </section>
  );
}
