import { describe, expect, it } from 'vitest';
import { namesThatFit } from './axisNames';

describe('names at an axis', () => {
  it('stay whole where there is room', () => {
    expect(namesThatFit(['id', 'deepcluster-v2'], 200)).toEqual(['id', 'deepcluster-v2']);
  });

  it('are shortened where they would run into each other', () => {
    const names = namesThatFit(['deepcluster-v2', 'deepcluster-kd'], 65);
    expect(names).toEqual(['deep…r-v2', 'deep…r-kd']);
  });

  it('leave some out where there is room for none', () => {
    const names = namesThatFit(['a', 'b', 'c', 'd', 'e'], 20);
    expect(names).toEqual(['a', '', '', 'd', '']);
  });
});
