import { describe, expect, it } from 'vitest';
import type { Study } from '../api/types';
import { studiesShown } from './studies';
import { study as aStudy } from './testing';

const study = (name: string, change: Partial<Study> = {}): Study => ({ ...aStudy(), study: name, ...change });
const ALL = { search: '', state: undefined, archived: false };
const names = (studies: Study[]): string[] => studies.map(({ study: name }) => name);

describe('the list of studies', () => {
  const studies = [
    study('old', { created_at: '2026-01-01T00:00:00Z', state: 'COMPLETED' }),
    study('new', { created_at: '2026-02-01T00:00:00Z' }),
    study('away', { created_at: '2026-03-01T00:00:00Z', state: 'COMPLETED', archived: true }),
  ];

  it('begins with the newest and leaves out what is archived', () => {
    expect(names(studiesShown(studies, ALL))).toEqual(['new', 'old']);
    expect(names(studiesShown(studies, { ...ALL, archived: true }))).toEqual(['away']);
  });

  it('has those of a state', () => {
    expect(names(studiesShown(studies, { ...ALL, state: 'COMPLETED' }))).toEqual(['old']);
  });

  it('has those in which every word is found, in any case', () => {
    const metric = studies[0]?.spec.objective.metric ?? '';
    expect(names(studiesShown(studies, { ...ALL, search: ` OLD  ${metric.slice(0, 4)}` }))).toEqual(['old']);
    expect(studiesShown(studies, { ...ALL, search: 'old new' })).toEqual([]);
  });

  it('has those of an owner', () => {
    const { spec } = aStudy();
    const owned = study('owned', { spec: { ...spec, placement: { labels: {}, priority: 0, owner: 'Anna' } } });
    expect(names(studiesShown([...studies, owned], { ...ALL, search: 'anna' }))).toEqual(['owned']);
  });
});
