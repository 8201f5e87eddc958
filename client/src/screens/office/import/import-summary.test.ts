import type { ImportAnswer, Receipt } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { printRuns, reasonOf, receiptsName, summarise } from './import-summary.ts';

const receipt = (line: number, outcome: Receipt['outcome'], code?: string): Receipt => ({
  line,
  outcome,
  ...(code === undefined ? {} : { code }),
  receipt: line,
  receivedAt: '2026-11-23T08:00:00.000Z' as Receipt['receivedAt'],
});
const answer = (more: Partial<ImportAnswer>): ImportAnswer => ({
  protocol: 1,
  batchId: 'b',
  serverTime: '2026-11-23T08:00:00.000Z' as ImportAnswer['serverTime'],
  incarnation: 'i',
  safeReceipt: 0,
  receipts: [],
  ...more,
});

describe('what became of a file', () => {
  it('is counted by what the office does next, with the lines of each reason', () => {
    const summary = summarise(
      answer({
        receipts: [
          receipt(1, 'stored'),
          receipt(2, 'already-stored'),
          receipt(3, 'quarantined', 'wave.closed'),
          receipt(4, 'conflict', 'response.conflict'),
          receipt(5, 'quarantined', 'wave.closed'),
          receipt(6, 'fork'),
        ],
      }),
    );

    expect(summary).toEqual({
      stored: 1,
      alreadyStored: 1,
      waiting: 4,
      missing: 0,
      passedOver: 0,
      passedOverRuns: '',
      verdict: 'waits',
      waitingByCode: [
        { code: 'wave.closed', lines: [3, 5] },
        { code: 'response.conflict', lines: [4] },
        { code: 'fork', lines: [6] },
      ],
      missingByReason: [],
    });
  });

  it('is not whole when lines are missing, or when its form alone speaks against it', () => {
    const missing = (line: number, batchId: string, reason: 'cut' | 'altered') => ({
      batchId,
      deviceId: null,
      line,
      reason,
    });
    const summary = summarise(
      answer({
        missingLines: [
          missing(2, 'a', 'altered'),
          missing(4, 'a', 'cut'),
          missing(5, 'a', 'cut'),
          missing(5, 'b', 'cut'),
        ],
        damage: 'altered',
      }),
    );

    expect([summary.missing, summary.verdict]).toEqual([4, 'partly']);
    expect(summary.missingByReason).toEqual([
      { batchId: 'a', deviceId: null, reason: 'altered', lines: [2] },
      { batchId: 'a', deviceId: null, reason: 'cut', lines: [4, 5] },
      { batchId: 'b', deviceId: null, reason: 'cut', lines: [5] },
    ]);
    expect(summarise(answer({ damage: 'cut' })).verdict).toBe('partly');
  });

  it('counts the lines that were too many to keep', () => {
    const run = (from: number, to: number) => ({ batchId: 'a', deviceId: null, from, to });

    const summary = summarise(answer({ passedOver: [run(2, 4), run(9, 9)], damage: 'altered' }));

    expect([summary.passedOver, summary.passedOverRuns]).toEqual([4, '2–4, 9']);
    expect(summary.verdict).toBe('partly');
  });

  it('is whole only when nothing of it waits for a person', () => {
    const verdictOf = (...outcomes: Receipt['outcome'][]) =>
      summarise(answer({ receipts: outcomes.map((one, at) => receipt(at + 1, one)) })).verdict;

    expect(verdictOf('stored', 'already-stored')).toBe('whole');
    expect(verdictOf('stored', 'quarantined')).toBe('waits');
    expect(verdictOf('quarantined', 'quarantined')).toBe('waits');
    expect(verdictOf('conflict')).toBe('waits');
  });
});

it.each([
  [[], ''],
  [[4], '4'],
  [[3, 1, 2, 7, 9, 10], '1–3, 7, 9–10'],
  [[2, 2, 3], '2–3'],
])('prints the numbers %j as %s', (numbers, expected) => {
  expect(printRuns(numbers)).toBe(expected);
});

it('says why a line waits in the language of the reader, and a later code as it came', () => {
  expect(reasonOf('wave.closed', 'vi')).toMatch(/^Đợt khảo sát đã đóng/);
  expect(reasonOf('wave.closed', 'en')).toMatch(/^The wave is closed/);
  expect(reasonOf('later.code', 'vi')).toBe('later.code');
});

it.each([
  ['sipas-1a2b.ndjson.gz', 'sipas-1a2b.receipts.json'],
  ['sipas-1a2b.NDJSON', 'sipas-1a2b.receipts.json'],
  ['goi.gz', 'goi.receipts.json'],
  ['phiếu số 1', 'phiếu số 1.receipts.json'],
])('calls the receipts file of %s %s', (name, expected) => {
  expect(receiptsName(name)).toBe(expected);
});
