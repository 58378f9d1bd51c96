import { useId, useState } from 'react';
import { controlOf, rangeOf, resolved, type Schema } from '../../domain/schema';
import { valueAt } from '../../domain/studyFile';
import { Field, type FileContext } from './Field';

/** The search space: a row for each parameter, and the catalogue's others to add. */
export function SpaceFields({ file }: { file: FileContext }) {
  const known = Object.keys(file.root.$defs?.ranges?.properties ?? {});
  const chosen = Object.keys((valueAt(file.text, ['parameters']) as object | undefined) ?? {});
  return (
    <fieldset className="form-group">
      <legend>parameters</legend>
      <p className="muted small">What is searched. Every other hyperparameter has its fixed or its preset's value.</p>
      {chosen.map((name) => (
        <Range key={name} name={name} file={file} />
      ))}
      <Add
        label="Search over"
        names={known.filter((name) => !chosen.includes(name))}
        onAdd={(name) => file.onChange(['parameters', name], firstRange(file.root, name))}
      />
    </fieldset>
  );
}

/** Values that every trial has. */
export function FixedFields({ file }: { file: FileContext }) {
  const values = file.root.$defs?.values?.properties ?? {};
  const chosen = Object.keys((valueAt(file.text, ['fixed']) as object | undefined) ?? {});
  return (
    <fieldset className="form-group">
      <legend>fixed</legend>
      <p className="muted small">Values that every trial has.</p>
      <div className="form-fields">
        {chosen.map((name) => (
          <div key={name} className="form-removable">
            <Field name={name} schema={values[name] ?? { type: 'string' }} path={['fixed', name]} file={file} />
            <Remove name={name} onRemove={() => file.onChange(['fixed', name], undefined)} />
          </div>
        ))}
      </div>
      <Add
        label="Fix"
        names={Object.keys(values).filter((name) => !chosen.includes(name))}
        onAdd={(name) => file.onChange(['fixed', name], firstValue(values[name], file.root))}
      />
    </fieldset>
  );
}

function Range({ name, file }: { name: string; file: FileContext }) {
  const ranges = rangeOf(name, file.root);
  const type = valueAt(file.text, ['parameters', name, 'type']);
  const variant = ranges.oneOf?.find((range) => range.properties?.type?.const === type);
  const fields = Object.entries(variant?.properties ?? {}).filter(([key]) => key !== 'type' && key !== 'choices');
  const choices = valueAt(file.text, ['parameters', name, 'choices']);
  return (
    <div className="form-range">
      <div className="form-range-head">
        <h2>{name}</h2>
        <span className="muted small">{String(type ?? '')}</span>
        <Remove name={name} onRemove={() => file.onChange(['parameters', name], undefined)} />
      </div>
      {ranges.description && <p className="muted small">{ranges.description}</p>}
      {Array.isArray(choices) && <p className="small">one of {choices.map(String).join(', ')}</p>}
      <div className="form-fields">
        {fields.map(([key, schema]) => (
          <Field
            key={key}
            name={key}
            schema={schema}
            path={['parameters', name, key]}
            file={file}
            brief={key === 'low' || key === 'high'}
          />
        ))}
      </div>
    </div>
  );
}

function Add({ label, names, onAdd }: { label: string; names: readonly string[]; onAdd: (name: string) => void }) {
  const id = useId();
  const [name, setName] = useState('');
  const chosen = names.includes(name) ? name : (names[0] ?? '');
  return (
    <div className="form-add">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => setName(event.target.value)}>
        {names.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      <button type="button" className="button" disabled={chosen === ''} onClick={() => onAdd(chosen)}>
        Add
      </button>
    </div>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <button type="button" className="button quiet" aria-label={`Remove ${name}`} onClick={onRemove}>
      Remove
    </button>
  );
}

/** The widest range of the first kind that a parameter allows. */
function firstRange(root: Schema, name: string): object {
  const ranges = rangeOf(name, root).oneOf ?? [];
  const type = ranges[0]?.properties?.type?.const ?? 'float';
  const value = resolved(root.$defs?.values?.properties?.[name] ?? {}, root);
  if (type === 'categorical') {
    return { type, choices: value.enum ?? (value.type === 'boolean' ? [true, false] : []) };
  }
  return { type, low: value.minimum ?? 0, high: value.maximum ?? 1 };
}

function firstValue(given: Schema | undefined, root: Schema): unknown {
  const schema = resolved(given ?? {}, root);
  const control = controlOf(schema, root);
  if (schema.default !== undefined) {
    return schema.default;
  }
  switch (control.kind) {
    case 'choice':
      return control.choices[0];
    case 'switch':
      return true;
    case 'number':
      return control.min ?? 0;
    default:
      return '';
  }
}
