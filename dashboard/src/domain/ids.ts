/** Written study/trial/number. */
export function attemptId(study: string, trial: number, attempt: number): string {
  return `${study}/${trial}/${attempt}`;
}

/** The study and trial named by `study/3` or `study/3/1`, and the attempt where one is named. */
export function parseId(id: string): { study: string; trial: number; attempt: number | undefined } {
  const [study = '', trial = '', attempt] = id.split('/');
  return { study, trial: Number(trial), attempt: attempt === undefined ? undefined : Number(attempt) };
}
