import { expect, it } from 'vitest';
import { bareTag } from './entity-tag.ts';

it('takes a tag for the same with or without its quotes and its mark of weakness', () => {
  expect(['W/"abc"', '"abc"', 'abc'].map(bareTag)).toEqual(['abc', 'abc', 'abc']);
});
