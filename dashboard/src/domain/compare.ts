import type { ParameterValue, Trial } from '../api/types';

/** A trial of some study, as the address of the comparison names it: `study/3`. */
export interface TrialRef {
  study: string;
  trial: number;
}

/** More columns could not be read side by side. */
export const MOST_COMPARED = 20;

export function refText({ study, trial }: TrialRef): string {
  return `${study}/${trial}`;
}

/** The trials named by `demo/3,demo/5`, each once, in order; what names no trial is left out. */
export function parseRefs(text: string | undefined): TrialRef[] {
  const written = new Set((text ?? '').split(',').filter((ref) => /^[a-z0-9-]+\/\d{1,9}$/.test(ref)));
  return [...written].slice(0, MOST_COMPARED).map((ref) => {
    const [study = '', trial] = ref.split('/');
    return { study, trial: Number(trial) };
  });
}

/** The studies named by `demo,other`, each once, in order. */
export function parseStudies(text: string | undefined): string[] {
  const written = (text ?? '').split(',').filter((study) => /^[a-z0-9-]{1,63}$/.test(study));
  return [...new Set(written)].slice(0, MOST_COMPARED);
}

export interface CompareRow {
  name: string;
  /** In the order of the trials; absent where one has none. */
  values: (ParameterValue | undefined)[];
  differs: boolean;
}

/** Each name that some column has, those that differ first, then by name. */
export function compareRows(columns: readonly Readonly<Record<string, ParameterValue>>[]): CompareRow[] {
  const names = [...new Set(columns.flatMap((column) => Object.keys(column)))];
  const rows = names.map((name) => {
    const values = columns.map((column) => (Object.hasOwn(column, name) ? column[name] : undefined));
    return { name, values, differs: new Set(values).size > 1 };
  });
  return rows.sort((a, b) => Number(b.differs) - Number(a.differs) || a.name.localeCompare(b.name));
}

/** Numbers for the trials' line styles: their own while those differ, else the next that is free. */
export function styleNumbers(trials: readonly Pick<Trial, 'number'>[]): number[] {
  const taken = new Set<number>();
  return trials.map(({ number }) => {
    let style = number;
    while (taken.has(style)) {
      style++;
    }
    taken.add(style);
    return style;
  });
}
