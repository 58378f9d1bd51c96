import { useQuery } from './router';

const MOST_SMOOTH = 0.95;

/** How curves are shown, kept in the address: smoothed, and on a log axis. */
export interface CurveLook {
  /** Weight of what came before, 0 to 0.95. */
  smoothing: number;
  setSmoothing: (weight: number) => void;
  log: boolean;
  setLog: (log: boolean) => void;
}

export function useCurveLook(): CurveLook {
  const [scale, setScale] = useQuery('scale');
  const [smoothing, setSmoothing] = useQuery('smoothing');
  const weight = Number(smoothing ?? 0);
  return {
    smoothing: weight >= 0 && weight <= MOST_SMOOTH ? weight : 0,
    setSmoothing: (next) => setSmoothing(next === 0 ? undefined : String(next)),
    log: scale === 'log',
    setLog: (log) => setScale(log ? 'log' : undefined),
  };
}
