import { describe, expect, it } from 'vitest';
import type { Worker } from '../api/types';
import { formatShare, poolsOf, queueOf } from './fleet';
import { AT, study } from './testing';

function worker(change: Partial<Worker>): Worker {
  return {
    worker: 'w',
    state: 'IDLE',
    alive: true,
    host: 'host',
    pid: 1,
    device: 'cpu',
    threads: 1,
    version: '1',
    pool: 'default',
    labels: {},
    memory_bytes: 0,
    utilization: 0,
    first_seen_at: AT,
    last_seen_at: AT,
    ...change,
  };
}

describe('pools', () => {
  it('count who works, who takes no work and who is lost', () => {
    const pools = poolsOf([
      worker({ pool: 'spot', state: 'BUSY', attempt: 'demo/0/1', utilization: 0.5 }),
      worker({ pool: 'spot', state: 'CORDONED', attempt: 'demo/1/1', utilization: 1 }),
      worker({ pool: 'spot', alive: false, state: 'BUSY' }),
      worker({ alive: false, state: 'STOPPED' }),
    ]);
    expect(pools).toEqual([
      { pool: 'default', alive: 0, busy: 0, closed: 0, lost: 0, utilization: Number.NaN },
      { pool: 'spot', alive: 2, busy: 2, closed: 1, lost: 1, utilization: 0.75 },
    ]);
    expect(pools.map(({ utilization }) => formatShare(utilization))).toEqual(['–', '75 %']);
  });
});

describe('the queue', () => {
  it('begins with the study with most waiting trials, and leaves archived ones and those of outside programs out', () => {
    const { trials } = study();
    const waiting = (name: string, queued: number, archived = false) =>
      study({ study: name, archived, trials: { ...trials, queued } });
    const outside = { ...waiting('outside', 7), spec: { ...study().spec, workload: { type: 'external' as const } } };
    const studies = [outside, waiting('few', 1), waiting('none', 0), waiting('many', 9), waiting('old', 5, true)];
    expect(queueOf(studies).map((each) => each.study)).toEqual(['many', 'few']);
  });
});
