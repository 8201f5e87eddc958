import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDraft, sampleStep } from '../../../test/fakes/field-samples.ts';
import type { OutboxItem } from '../../ports/field-shelf.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import { applyRecords, changesOf } from './apply-record.ts';
import { applyChange, emptyState, rowsOf } from './shelf-state.ts';

const item = (number: number): OutboxItem => ({
  seq: number,
  epoch: 'e',
  responseId: sampleDraft(number).responseId,
  revision: 1,
  kind: 'final',
  waveId: 'w',
  commune: '29551',
  village: 'Ấp An Hòa',
  household: null,
  finishedAt: '2026-11-23T02:10:00.000Z',
  hash: `hash-${String(number)}`,
  line: '{}',
  receipt: null,
  incarnation: null,
});
const receipts = (number: number): JournalRecord => ({
  type: 'receipts',
  incarnation: 'inc-1',
  receipts: [
    {
      line: 1,
      hash: `hash-${String(number)}`,
      outcome: 'stored',
      receipt: number,
      receivedAt: 'now',
    },
  ] as never,
});
const numbered = fc.integer({ min: 1, max: 4 });
const anyRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  numbered.map((number): JournalRecord => ({ type: 'draft-started', draft: sampleDraft(number) })),
  numbered.map((number): JournalRecord => ({
    type: 'draft-step',
    step: sampleStep(number, 'sex', '1'),
  })),
  numbered.map((number): JournalRecord => ({
    type: 'draft-discarded',
    responseId: sampleDraft(number).responseId,
    reason: '',
  })),
  numbered.map((number): JournalRecord => ({ type: 'finished', item: item(number) })),
  numbered.map(receipts),
  numbered.map((number): JournalRecord => ({
    type: 'unsent-above',
    safeReceipt: number,
    incarnation: 'inc-2',
  })),
  numbered.map((number): JournalRecord => ({
    type: 'inbox',
    items: [{ kind: 'decision', cursor: String(number) }],
  })),
);

describe('a record of the journal', () => {
  it('sets the same rows whether the view follows or is rebuilt, wherever it stopped [D-05]', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 30 }), fc.nat(30), (records, stop) => {
        const rebuilt = emptyState();
        applyRecords(rebuilt, records);

        const followed = emptyState();
        applyRecords(followed, records.slice(0, stop));
        const restarted = emptyState();
        for (const row of rowsOf(followed)) applyChange(restarted, row);
        applyRecords(restarted, records.slice(stop));

        expect(restarted).toEqual(rebuilt);
      }),
    );
  }, 60_000);

  it('about a draft that has ended, or a form that is not here, sets nothing [D-05]', () => {
    const state = emptyState();

    expect(changesOf(state, { type: 'draft-step', step: sampleStep(1, 'sex', '1') })).toEqual([]);
    expect(changesOf(state, { type: 'draft-discarded', responseId: 'x', reason: '' })).toEqual([]);
    expect(changesOf(state, receipts(1))).toEqual([]);
  });

  it('of a restored server makes nothing unsent of which the line is deleted [D-18]', () => {
    const state = emptyState();
    const received = receipts(1);
    applyRecords(state, [{ type: 'finished', item: { ...item(1), line: null } }, received]);

    expect(
      changesOf(state, { type: 'unsent-above', safeReceipt: 0, incarnation: 'inc-2' }),
    ).toEqual([]);
  });

  it('that ends a draft queues its form in the same step [D-05]', () => {
    const state = emptyState();
    applyRecords(state, [{ type: 'draft-started', draft: sampleDraft(1) }]);

    expect(changesOf(state, { type: 'finished', item: item(1) })).toEqual([
      { table: 'drafts', key: sampleDraft(1).responseId, value: null },
      { table: 'outbox', key: 1, value: item(1) },
    ]);
  });
});
