import { describe, expect, it } from 'vitest';
import { extensionOf, formOf } from './extension';
import { study } from './testing';

const bounded = study({
  spec: { ...study().spec, budget: { wall_hours: 2, cost: 50, price_per_device_hour: 2.5 } },
});

describe('the form of an extension', () => {
  it('begins with the bounds that the study has', () => {
    expect(formOf(bounded)).toEqual({
      trials: '4',
      wall_hours: '2',
      device_hours: '',
      cost: '50',
      target: '',
      no_improvement: '',
    });
  });

  it('asks for what was changed alone', () => {
    expect(extensionOf(bounded, { ...formOf(bounded), trials: ' 40 ' })).toEqual({ trials: 40 });
    expect(extensionOf(bounded, { ...formOf(bounded), cost: '80', target: '0.9' })).toEqual({
      budget: { cost: 80, target: 0.9 },
    });
  });

  it('refuses what changes nothing, and what is no number, by its name', () => {
    expect(() => extensionOf(bounded, formOf(bounded))).toThrow('nothing is changed yet');
    expect(() => extensionOf(bounded, { ...formOf(bounded), wall_hours: 'many' })).toThrow(
      'wall_hours is many, must be a number',
    );
    expect(() => extensionOf(bounded, { ...formOf(bounded), wall_hours: ' ' })).toThrow('wall_hours is empty');
    expect(() => extensionOf(bounded, { ...formOf(bounded), cost: '' })).toThrow('a bound can be moved, not removed');
  });
});
