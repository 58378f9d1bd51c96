import { useId, useState } from 'react';
import { api } from '../../api/client';
import type { Study } from '../../api/types';
import { ActionDialog } from '../../components/ActionDialog';
import { type ExtensionField, type ExtensionForm, extensionOf, formOf } from '../../domain/extension';

const FIELDS: Record<ExtensionField, string> = {
  trials: 'Trials',
  wall_hours: 'Wall time, hours',
  device_hours: 'Device time, hours',
  cost: 'Cost',
  target: 'Target value',
  no_improvement: 'Completed trials without improvement',
};

export function ExtendAction({ study, disabled }: { study: Study; disabled: boolean }) {
  const [changes, setChanges] = useState<Partial<ExtensionForm>>({});
  const form = { ...formOf(study), ...changes };
  const act = async (): Promise<Study> => {
    const extended = await api.extend(study.study, extensionOf(study, form));
    setChanges({});
    return extended;
  };
  return (
    <ActionDialog
      name="Extend"
      title={`Extend ${study.study}?`}
      text="What is changed here counts from now on; an empty field has no bound."
      confirm="Extend study"
      disabled={disabled}
      act={act}
    >
      {(Object.keys(FIELDS) as ExtensionField[]).map((field) => (
        <NumberField
          key={field}
          label={FIELDS[field]}
          value={form[field]}
          onChange={(value) => setChanges({ ...changes, [field]: value })}
        />
      ))}
    </ActionDialog>
  );
}

function NumberField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="text" inputMode="decimal" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
