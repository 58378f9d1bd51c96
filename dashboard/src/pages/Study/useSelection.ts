import { useMemo } from 'react';
import { useQuery } from '../../components/router';
import { MOST_COMPARED } from '../../domain/compare';

/** The trials chosen for comparison, kept in the address. */
export interface Selection {
  numbers: ReadonlySet<number>;
  /** No more can be chosen. */
  full: boolean;
  toggle: (trial: number) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [text = '', setText] = useQuery('select');
  return useMemo(() => {
    const numbers = new Set((text.match(/\d{1,9}/g) ?? []).slice(0, MOST_COMPARED).map(Number));
    const set = (next: ReadonlySet<number>): void => setText(next.size === 0 ? undefined : [...next].join(','));
    const toggle = (trial: number): void => {
      const next = new Set(numbers);
      if (!next.delete(trial)) {
        next.add(trial);
      }
      set(next);
    };
    return { numbers, full: numbers.size >= MOST_COMPARED, toggle, clear: () => set(new Set()) };
  }, [text, setText]);
}
