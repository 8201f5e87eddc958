import { expect, it } from 'vitest';
import { sampleDraft } from '../../../test/fakes/field-samples.ts';
import { draftRecord, isLater } from './draft-row.ts';

const clear = sampleDraft(1);
const sealed = (parts: number) => ({
  responseId: clear.responseId,
  waveId: clear.waveId,
  instrument: clear.instrument,
  unit: clear.unit,
  keyId: '00',
  parts: Array.from({ length: parts }, (_, part) => String(part)),
});

it('takes a sealed draft for later than a clear one, and the one with more steps or time [D-42]', () => {
  expect(isLater(sealed(1), clear)).toBe(true);
  expect(isLater(clear, sealed(1))).toBe(false);
  expect(isLater(sealed(3), sealed(2))).toBe(true);
  expect(isLater(sealed(2), sealed(2))).toBe(false);
  expect(isLater({ ...clear, activeMs: clear.activeMs + 1 }, clear)).toBe(true);
  expect(isLater(clear, clear)).toBe(false);
});

it('writes down each kind as what it is', () => {
  expect(draftRecord(clear)).toEqual({ type: 'draft-started', draft: clear });
  expect(draftRecord(sealed(2))).toEqual({ type: 'draft-sealed', draft: sealed(2) });
});
