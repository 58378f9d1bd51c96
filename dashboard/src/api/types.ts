/** Short names for the schemas of openapi.yaml, whose types each build generates (`npm run generate`). */
import type { components } from '../../target/generated-sources/openapi/schema';

type Schemas = components['schemas'];

export type Study = Schemas['Study'];
export type StudyState = Study['state'];
export type TrialCounts = Schemas['TrialCounts'];
export type Trial = Schemas['Trial'];
export type TrialState = Schemas['TrialState'];
export type Attempt = Schemas['Attempt'];
export type Ledger = Schemas['Ledger'];
export type Spending = Schemas['Spending'];
export type Progress = Schemas['Progress'];
export type Report = Schemas['Report'];
export type Worker = Schemas['Worker'];
export type WorkerList = Schemas['WorkerList'];
export type Metrics = Schemas['Metrics'];
export type Parameters = Schemas['Parameters'];
export type ParameterValue = Schemas['ParameterValue'];
export type Objective = Schemas['Objective'];
export type Problem = Schemas['Problem'];
export type FieldError = Schemas['FieldError'];
export type Run = Schemas['Run'];
export type RunList = Schemas['RunList'];
export type StudySpec = Schemas['StudySpec'];
export type Budget = Schemas['Budget'];
export type JournalEntry = Schemas['JournalEntry'];
export type ExtendRequest = Schemas['ExtendRequest'];
export type ParameterAxis = Schemas['ParameterAxis'];
export type Range = Schemas['Range'];
/** A number as JSON carries it: "NaN", "Infinity" and "-Infinity" are strings. */
export type JsonNumber = Schemas['Number'];
