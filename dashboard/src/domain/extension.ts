import type { ExtendRequest, Study } from '../api/types';

/** What the form of an extension holds, as it was typed; empty: no bound. */
export type ExtensionForm = Record<ExtensionField, string>;
export type ExtensionField = 'trials' | 'wall_hours' | 'device_hours' | 'cost' | 'target' | 'no_improvement';

const BUDGET_FIELDS = ['wall_hours', 'device_hours', 'cost', 'target', 'no_improvement'] as const;

export function formOf({ trials, spec: { budget } }: Study): ExtensionForm {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    trials: text(trials.budget),
    wall_hours: text(budget.wall_hours),
    device_hours: text(budget.device_hours),
    cost: text(budget.cost),
    target: text(budget.target),
    no_improvement: text(budget.no_improvement),
  };
}

/** The request that changes what the form has changed. @throws Error if nothing was, or a field is no number */
export function extensionOf(study: Study, form: ExtensionForm): ExtendRequest {
  const before = formOf(study);
  const changed = (field: ExtensionField): boolean => form[field].trim() !== before[field];
  const budget: NonNullable<ExtendRequest['budget']> = {};
  for (const field of BUDGET_FIELDS.filter(changed)) {
    budget[field] = numberIn(field, form[field]);
  }
  const request: ExtendRequest = {
    ...(changed('trials') ? { trials: numberIn('trials', form.trials) } : {}),
    ...(Object.keys(budget).length > 0 ? { budget } : {}),
  };
  if (Object.keys(request).length === 0) {
    throw new Error('nothing is changed yet');
  }
  return request;
}

function numberIn(field: ExtensionField, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) {
    throw new Error(
      `${field} is ${text.trim() === '' ? 'empty' : text}, must be a number; a bound can be moved, not removed`,
    );
  }
  return value;
}
