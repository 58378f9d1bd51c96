import type { components } from '../../target/generated-sources/openapi/schema';
import { requestAt } from './client';

type Schemas = components['schemas'];

export type History = Schemas['AnalysisHistory'];
export type Importance = Schemas['AnalysisImportance'];
export type ImportanceMethod = Importance['method'];
export type Parallel = Schemas['AnalysisParallel'];
export type Slice = Schemas['AnalysisSlice'];
export type Contour = Schemas['AnalysisContour'];
export type Edf = Schemas['AnalysisEdf'];
export type Pareto = Schemas['AnalysisPareto'];
export type Rungs = Schemas['AnalysisRungs'];

/** What the server computes from a study's completed trials; down-sampled, so that it is small for any study. */
interface Analyses {
  history: History;
  importance: Importance;
  parallel: Parallel;
  slice: Slice;
  contour: Contour;
  edf: Edf;
  pareto: Pareto;
  rungs: Rungs;
}

export type AnalysisKind = keyof Analyses;

export function analysis<K extends AnalysisKind>(
  study: string,
  kind: K,
  query: Record<string, string> = {},
): Promise<Analyses[K]> {
  const text = new URLSearchParams(query).toString();
  return requestAt(`/api/v1/studies/${encodeURIComponent(study)}/analysis/${kind}${text && `?${text}`}`);
}
