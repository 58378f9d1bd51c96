import type { Problem, StudySpec } from '../../src/api/types';
import { valueAt } from '../../src/domain/studyFile';

/** What is wrong with a study file; of all that the server holds a file to, the number of trials. */
export function problemOf(file: string): Problem | undefined {
  const trials = valueAt(file, ['trials']);
  return typeof trials === 'number' && trials >= 1
    ? undefined
    : {
        code: 'invalid_study',
        message: 'the study file has errors',
        errors: [{ path: 'trials', message: `trials is ${String(trials)}, must be from 1 to 100000` }],
      };
}

/** The settings of a file that is in order, as far as the page reads them. */
export function specOf(file: string, otherwise: StudySpec): StudySpec {
  const number = (key: string, usual: number): number => Number(valueAt(file, [key]) ?? usual);
  return {
    ...otherwise,
    trials: number('trials', otherwise.trials),
    concurrency: number('concurrency', otherwise.concurrency),
  };
}
