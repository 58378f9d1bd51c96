import { expect, test } from 'vitest';
import { bounds, controlOf, rangeOf, resolved, type Schema } from './schema';

const ROOT: Schema = {
  $defs: {
    count: { type: 'integer', minimum: 1, maximum: 9, description: 'how many' },
    kind: {
      oneOf: [
        { type: 'object', properties: { type: { const: 'tpe' }, group: { type: 'boolean' } } },
        { type: 'object', properties: { type: { const: 'grid' }, points: { $ref: '#/$defs/count' } } },
      ],
    },
  },
};

test('a reference stands for its target, under its own description', () => {
  expect(resolved({ $ref: '#/$defs/count' }, ROOT)).toMatchObject({ type: 'integer', description: 'how many' });
  expect(resolved({ $ref: '#/$defs/count', description: 'trials' }, ROOT).description).toBe('trials');
  expect(resolved({ $ref: '#/$defs/missing' }, ROOT)).toEqual({});
});

test.each<[Schema, object]>([
  [
    { type: 'string', maxLength: 5 },
    { kind: 'text', maxLength: 5 },
  ],
  [{ $ref: '#/$defs/count' }, { kind: 'number', whole: true, min: 1, max: 9 }],
  [{ type: 'number' }, { kind: 'number', whole: false }],
  [{ enum: ['a', 'b'] }, { kind: 'choice', choices: ['a', 'b'] }],
  [{ type: 'boolean' }, { kind: 'switch' }],
  [{ type: 'array' }, { kind: 'none' }],
  [
    { type: 'object', properties: { a: { type: 'string' } } },
    { kind: 'group', fields: [['a', { type: 'string' }]] },
  ],
])('%j is shown as %j', (schema, control) => {
  expect(controlOf(schema, ROOT)).toEqual(control);
});

test('alternatives are told apart by their constant', () => {
  const control = controlOf({ $ref: '#/$defs/kind' }, ROOT);

  expect(control).toMatchObject({ kind: 'variants', by: 'type' });
  expect(control.kind === 'variants' && [...control.variants.keys()]).toEqual(['tpe', 'grid']);
});

test('bounds are put in words', () => {
  expect(bounds({ minimum: 1, maximum: 9 })).toBe('1 to 9');
  expect(bounds({ minimum: 0 })).toBe('≥ 0');
  expect(bounds({ minimum: -1_000_000_000_000, maximum: 1_000_000 })).toBe('-1e12 to 1000000');
  expect(bounds({ minimum: 0, maximum: '9223372036854775807' })).toBe('0 to 9223372036854775807');
  expect(bounds({})).toBeUndefined();
});

test("a parameter's range is the catalogue's, or that of a program's own", () => {
  const root: Schema = {
    $defs: {
      ranges: { properties: { rate: { description: 'known' } } },
      free_ranges: { additionalProperties: { description: 'free' } },
    },
  };

  expect(rangeOf('rate', root).description).toBe('known');
  expect(rangeOf('x', root).description).toBe('free');
  expect(rangeOf('x', {})).toEqual({});
});
