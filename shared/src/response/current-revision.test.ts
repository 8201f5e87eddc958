import { expect, it } from 'vitest';
import { currentRevision } from './current-revision.ts';
import type { ResponseKind } from './response-kind.ts';

const revisionOf = (kind: ResponseKind, revision: number) => ({ kind, revision });
const final = revisionOf('final', 1);
const correction = revisionOf('correction', 2);
const withdrawal = revisionOf('withdrawal', 3);

it('counts the highest revision, in whatever order they arrived [R-08]', () => {
  expect(currentRevision([final])).toBe(final);
  expect(currentRevision([final, correction])).toBe(correction);
  expect(currentRevision([correction, final])).toBe(correction);
});

it('counts nothing once the form is withdrawn [R-08]', () => {
  expect(currentRevision([withdrawal, final, correction])).toBeNull();
  expect(currentRevision([withdrawal])).toBeNull();
});

it('counts a form again that was corrected after its withdrawal [R-08]', () => {
  const later = revisionOf('correction', 4);

  expect(currentRevision([later, withdrawal, final])).toBe(later);
});

it('never counts an unfinished form or a visit, nor lets it hide a finished one [R-08]', () => {
  expect(currentRevision([revisionOf('partial', 1), revisionOf('visit', 2)])).toBeNull();
  expect(currentRevision([final, revisionOf('partial', 2), revisionOf('visit', 3)])).toBe(final);
  expect(currentRevision([])).toBeNull();
});
