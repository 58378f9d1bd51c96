/** As much of a JSON schema as the study file's uses. */
export interface Schema {
  type?: string;
  description?: string;
  enum?: readonly (string | number)[];
  const?: string;
  minimum?: number | string;
  maximum?: number | string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  default?: unknown;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  oneOf?: readonly Schema[];
  items?: Schema;
  /** What properties of other names hold. */
  additionalProperties?: boolean | Schema;
  $ref?: string;
  $defs?: Readonly<Record<string, Schema>>;
}

/** What a form shows for a schema. */
export type Control =
  | { kind: 'text'; maxLength?: number }
  | { kind: 'number'; whole: boolean; min?: number | string; max?: number | string }
  | { kind: 'choice'; choices: readonly (string | number)[] }
  | { kind: 'switch' }
  | { kind: 'group'; fields: readonly [string, Schema][] }
  /** One of several groups, told apart by a constant property. */
  | { kind: 'variants'; by: string; variants: ReadonlyMap<string, Schema> }
  | { kind: 'none' };

/** The schema that a reference stands for, with the description given beside the reference. */
export function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.replace(/^#\//, '').split('/');
  if (!name) {
    return schema;
  }
  let target: unknown = root;
  for (const part of name) {
    target = (target as Record<string, unknown> | undefined)?.[part];
  }
  const { $ref: _, ...beside } = schema;
  return { ...resolved((target ?? {}) as Schema, root), ...beside };
}

/** The schema of a range of a parameter: the catalogue's, or that of a program's own. */
export function rangeOf(name: string, root: Schema): Schema {
  const own = root.$defs?.free_ranges?.additionalProperties;
  return resolved(root.$defs?.ranges?.properties?.[name] ?? (typeof own === 'object' ? own : {}), root);
}

export function controlOf(given: Schema, root: Schema): Control {
  const schema = resolved(given, root);
  if (schema.enum) {
    return { kind: 'choice', choices: schema.enum };
  }
  if (schema.oneOf) {
    return variants(schema.oneOf.map((variant) => resolved(variant, root)));
  }
  switch (schema.type) {
    case 'string':
      return { kind: 'text', ...defined({ maxLength: schema.maxLength }) };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        whole: schema.type === 'integer',
        ...defined({ min: schema.minimum, max: schema.maximum }),
      };
    case 'boolean':
      return { kind: 'switch' };
    case 'object':
      return schema.properties ? { kind: 'group', fields: Object.entries(schema.properties) } : { kind: 'none' };
    default:
      return { kind: 'none' };
  }
}

/** The values a number may have, in words: "1 to 100", "≥ 0". */
export function bounds(schema: Schema): string | undefined {
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) {
    return `${readable(minimum)} to ${readable(maximum)}`;
  }
  return minimum === undefined ? undefined : `≥ ${readable(minimum)}`;
}

/** Beyond a million, zeros are counted for the reader, as 1e12. Whole numbers beyond a double's come as text. */
function readable(bound: number | string): string {
  const short = Number(bound).toExponential().replace('e+', 'e');
  return Math.abs(Number(bound)) > 1e6 && short.length < `${bound}`.length ? short : `${bound}`;
}

function variants(schemas: readonly Schema[]): Control {
  const by = Object.entries(schemas[0]?.properties ?? {}).find(([, property]) => property.const !== undefined)?.[0];
  if (by === undefined) {
    return { kind: 'none' };
  }
  const named = schemas.flatMap((schema): [string, Schema][] => {
    const name = schema.properties?.[by]?.const;
    return name === undefined ? [] : [[name, schema]];
  });
  return { kind: 'variants', by, variants: new Map(named) };
}

function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
