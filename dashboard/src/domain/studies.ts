import type { Study, StudyState } from '../api/types';

/** Which studies a list shows. */
export interface StudyQuery {
  /** Words, each of which has to be in the name, the description, the owner, the metric, the sampler or the data set. */
  search: string;
  state: StudyState | undefined;
  /** Archived studies are shown only where they are asked for, and then alone. */
  archived: boolean;
}

/** The studies that meet the query, the newest first. */
export function studiesShown(studies: Iterable<Study>, { search, state, archived }: StudyQuery): Study[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return [...studies]
    .filter((study) => study.archived === archived && (state === undefined || study.state === state))
    .filter((study) => {
      const text = textOf(study);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => b.created_at.localeCompare(a.created_at));
}

function textOf({ study, spec }: Study): string {
  return [
    study,
    spec.description ?? '',
    spec.placement?.owner ?? '',
    spec.objective.metric,
    spec.sampler.type,
    spec.dataset.name,
  ]
    .join(' ')
    .toLowerCase();
}
