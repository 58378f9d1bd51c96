const TONES: Record<string, string> = {
  RUNNING: 'running',
  BUSY: 'running',
  COMPLETED: 'good',
  IDLE: 'good',
  QUEUED: 'waiting',
  STOPPING: 'warning',
  CORDONED: 'warning',
  DRAINING: 'warning',
  YIELDED: 'warning',
  EXPIRED: 'warning',
  PAUSED: 'paused',
  FINISHED: 'good',
  SCHEDULED: 'waiting',
  KILLED: 'ended',
  PRUNED: 'ended',
  STOPPED: 'ended',
  LOST: 'bad',
  FAILED: 'bad',
};

/** A state by its word and a coloured mark; the word alone says it all. */
export function StateBadge({ state }: { state: string }) {
  return (
    <span className="badge" data-tone={TONES[state] ?? 'waiting'} data-state={state}>
      {state.charAt(0) + state.slice(1).toLowerCase()}
    </span>
  );
}
