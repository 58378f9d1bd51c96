import { type ReactNode, useId } from 'react';
import { bounds, controlOf, resolved, type Schema } from '../../domain/schema';
import { type Path, valueAt } from '../../domain/studyFile';

/** What every field of the form needs: the file it reads and changes. */
export interface FileContext {
  text: string;
  root: Schema;
  onChange: (path: Path, value: unknown) => void;
}

interface Props {
  name: string;
  schema: Schema;
  path: Path;
  file: FileContext;
  /** Only the bounds are said, since the description stands elsewhere. */
  brief?: boolean;
}

/** A control for whatever the schema allows at a place of the file; nothing for what only the text can hold. */
export function Field({ name, schema: given, path, file, brief }: Props): ReactNode {
  const schema = resolved(given, file.root);
  const control = controlOf(schema, file.root);
  switch (control.kind) {
    case 'none':
      return null;
    case 'group':
      return (
        <Group name={name} schema={schema}>
          {control.fields.map(([inner, innerSchema]) => (
            <Field key={inner} name={inner} schema={innerSchema} path={[...path, inner]} file={file} />
          ))}
        </Group>
      );
    case 'variants':
      return <Variants name={name} schema={schema} path={path} file={file} />;
    default:
      return <Single name={name} schema={schema} path={path} file={file} {...(brief ? { brief } : {})} />;
  }
}

function Group({ name, schema, children }: { name: string; schema: Schema; children: ReactNode }) {
  return (
    <fieldset className="form-group">
      <legend>{words(name)}</legend>
      {schema.description && <p className="muted small">{schema.description}</p>}
      <div className="form-fields">{children}</div>
    </fieldset>
  );
}

function Variants({ name, schema, path, file }: Props) {
  const id = useId();
  const control = controlOf(schema, file.root);
  if (control.kind !== 'variants') {
    return null;
  }
  const chosen = String(valueAt(file.text, [...path, control.by]) ?? defaultOf(schema, control.by) ?? '');
  const variant = control.variants.get(chosen);
  const fields = Object.entries(variant?.properties ?? {}).filter(([key]) => key !== control.by);
  return (
    <Group name={name} schema={schema}>
      <div className="form-field">
        <label htmlFor={id}>{words(control.by)}</label>
        <select id={id} value={chosen} onChange={(event) => file.onChange(path, { [control.by]: event.target.value })}>
          {!variant && <option value={chosen}>{chosen}</option>}
          {[...control.variants.keys()].map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
        {variant?.description && <p className="muted small">{variant.description}</p>}
      </div>
      {fields.map(([key, inner]) => (
        <Field key={key} name={key} schema={inner} path={[...path, key]} file={file} />
      ))}
    </Group>
  );
}

function Single({ name, schema, path, file, brief }: Props) {
  const id = useId();
  const control = controlOf(schema, file.root);
  const value = valueAt(file.text, path);
  const shown = value === undefined || value === null ? '' : String(value);
  const otherwise = schema.default === undefined ? '' : String(schema.default);
  const change = (next: unknown): void => file.onChange(path, next);
  return (
    <div className="form-field">
      <label htmlFor={id}>{words(name)}</label>
      {control.kind === 'text' && (
        <input
          id={id}
          value={shown}
          placeholder={otherwise}
          maxLength={control.maxLength}
          onChange={(event) => change(event.target.value || undefined)}
        />
      )}
      {control.kind === 'number' && (
        <input
          id={id}
          inputMode={control.whole ? 'numeric' : 'decimal'}
          value={shown}
          placeholder={otherwise}
          onChange={(event) => change(numberOrText(event.target.value))}
        />
      )}
      {control.kind === 'choice' && (
        <select
          id={id}
          value={shown || otherwise}
          onChange={(event) => change(control.choices.find((choice) => String(choice) === event.target.value))}
        >
          {shown !== '' && !control.choices.some((choice) => String(choice) === shown) && <option>{shown}</option>}
          {control.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      {control.kind === 'switch' && (
        <input
          id={id}
          type="checkbox"
          checked={(value ?? schema.default) === true}
          onChange={(event) => change(event.target.checked)}
        />
      )}
      <p className="muted small">{brief ? bounds(schema) : hint(schema)}</p>
    </div>
  );
}

/** A number where the text is one; otherwise the text, which the server then names as an error. */
function numberOrText(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  const number = Number(trimmed);
  return Number.isFinite(number) && String(number) === trimmed ? number : text;
}

function defaultOf(schema: Schema, key: string): unknown {
  return (schema.default as Record<string, unknown> | undefined)?.[key];
}

function hint(schema: Schema): string {
  return [schema.description, bounds(schema)].filter(Boolean).join(' · ');
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}
