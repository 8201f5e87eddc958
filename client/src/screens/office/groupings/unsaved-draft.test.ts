import { expect, test } from 'vitest';
import { unsavedDraft } from './unsaved-draft.ts';

const draft = { areas: [{ code: 'a', title: 'A' }], communes: [{ code: '1', area: 'a' }] };

test('what was moved is there again in the same console and version, and nowhere else [U-68]', () => {
  const open = {};
  unsavedDraft(open, { id: 'g', revision: 3 }).keep(draft);

  expect(unsavedDraft(open, { id: 'g', revision: 3 }).read()).toBe(draft);
  expect(unsavedDraft(open, { id: 'g', revision: 4 }).read()).toBeUndefined();
  expect(unsavedDraft(open, { id: 'h', revision: 3 }).read()).toBeUndefined();
  expect(unsavedDraft({}, { id: 'g', revision: 3 }).read()).toBeUndefined();
});

test('what was saved or taken back is kept no longer [U-68]', () => {
  const open = {};
  const unsaved = unsavedDraft(open, { id: 'g', revision: 3 });
  unsaved.keep(draft);
  unsaved.keep(null);
  expect(unsavedDraft(open, { id: 'g', revision: 3 }).read()).toBeUndefined();
});
