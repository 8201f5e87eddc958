import { expect, it } from 'vitest';
import { type ImportAnswer, mergeImportAnswers } from './batch-file.ts';

const answer = (
  batchId: string,
  receipts: readonly number[],
  more: Partial<ImportAnswer> = {},
): ImportAnswer => ({
  protocol: 1,
  batchId,
  serverTime: `2026-11-23T08:00:0${batchId.length}.000Z` as ImportAnswer['serverTime'],
  incarnation: 'i',
  safeReceipt: batchId.length,
  receipts: receipts.map((receipt, index) => ({
    line: index + 1,
    outcome: 'stored',
    receipt,
    receivedAt: '2026-11-23T08:00:00.000Z' as ImportAnswer['serverTime'],
  })),
  ...more,
});
const missing = (batchId: string) => [{ batchId, deviceId: null, line: 4, reason: 'cut' as const }];

it('numbers the receipts of several files on, and says what the last answer knows of the store [W-11]', () => {
  const merged = mergeImportAnswers([answer('a', [7, 8]), answer('bb', [3])]);

  expect(merged).toMatchObject({
    batchId: 'a',
    safeReceipt: 2,
    serverTime: '2026-11-23T08:00:02.000Z',
  });
  expect(merged?.receipts.map(({ line, receipt }) => [line, receipt])).toEqual([
    [1, 7],
    [2, 8],
    [3, 3],
  ]);
  expect(Object.keys(merged ?? {})).not.toContain('missingLines');
  expect(Object.keys(merged ?? {})).not.toContain('damage');
});

it('names all that is missing in any of them, and the worst damage [W-11]', () => {
  const merged = mergeImportAnswers([
    answer('a', [1], { missingLines: missing('a'), damage: 'altered' }),
    answer('bb', [2], { missingLines: missing('bb'), damage: 'cut' }),
    answer('ccc', [3]),
  ]);

  expect(merged?.missingLines).toEqual([...missing('a'), ...missing('bb')]);
  expect(merged?.damage).toBe('altered');
});

it('names all lines that were passed over, and keeps the places of the others [W-11]', () => {
  const passedOver = [{ batchId: 'a', deviceId: null, from: 2, to: 4 }];
  const first = answer('a', [7, 8], { passedOver });
  const gapped = {
    ...first,
    receipts: first.receipts.map((one, at) => ({ ...one, line: at === 0 ? 1 : 5 })),
  };

  const merged = mergeImportAnswers([gapped, answer('bb', [3])]);

  expect(merged?.passedOver).toEqual(passedOver);
  expect(merged?.receipts.map(({ line, receipt }) => [line, receipt])).toEqual([
    [1, 7],
    [5, 8],
    [6, 3],
  ]);
  expect(mergeImportAnswers([gapped])).toEqual(gapped);
});

it('is nothing for no file, and the answer itself for one [W-11]', () => {
  const one = answer('a', [1, 2], { missingLines: missing('a'), damage: 'cut' });

  expect(mergeImportAnswers([])).toBeNull();
  expect(mergeImportAnswers([one])).toEqual(one);
});
