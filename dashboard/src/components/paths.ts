import { refText, type TrialRef } from '../domain/compare';

/** The addresses of pages. */

export type StudyTab = 'overview' | 'trials' | 'analysis' | 'settings';

export const STUDY_TABS: readonly StudyTab[] = ['overview', 'trials', 'analysis', 'settings'];

export function studyPath(study: string, tab: StudyTab = 'overview'): string {
  const base = `/studies/${encodeURIComponent(study)}`;
  return tab === 'overview' ? base : `${base}/${tab}`;
}

export function trialPath({ study, trial }: TrialRef): string {
  return `${studyPath(study, 'trials')}/${trial}`;
}

export function comparePath(trials: readonly TrialRef[]): string {
  return `/compare?trials=${trials.map(refText).join(',')}`;
}

export function compareStudiesPath(studies: readonly string[]): string {
  return `/compare?studies=${studies.join(',')}`;
}

export function clonePath(study: string): string {
  return `/new?from=${encodeURIComponent(study)}`;
}

export function runPath(run: string): string {
  return `/runs/${encodeURIComponent(run)}`;
}
