import { canonicalJson } from '@sipas/shared/kernel';
import type { Draft, DraftCipher, DraftStep, SealedDraft } from '../ports/field-shelf.ts';
import { type JournalRecord, parseRecord } from './journal/journal-record.ts';
import { applyRecords } from './view/apply-record.ts';
import { type ShelfState, emptyState } from './view/shelf-state.ts';

/** What is written of an interview as it goes. */
type DraftRecord = Extract<JournalRecord, { type: 'draft-started' | 'draft-step' }>;

/** Reads and writes the drafts of one surveyor while the key is there. */
export interface DraftGuard {
  /** Writes it down sealed. What could not be made durable changed nothing. */
  keep(record: DraftRecord): Promise<void>;
  /** Drafts that this key opens, and that have not ended. */
  drafts(): readonly Draft[];
}

interface Held {
  readonly state: ShelfState;
  readonly append: (record: JournalRecord) => Promise<void>;
}

/** A part opens at its own place among those of its interview, and nowhere else. */
const placeOf = (responseId: string, part: number) =>
  canonicalJson(['sipas draft 1', responseId, part]);

/**
 * Answers: the drafts on this phone, opened by their surveyor's key.
 * Shape:   drafts in clear are sealed first, one record each, so that a phone that dies in between has each of them once,
 *          in clear or sealed. Each step is sealed by itself: a tap costs what it says, not the whole interview.
 * Missing: what is sealed by another key stays as it is and is not shown; of a draft with a damaged part the rest is.
 * Errors:  rejects as the journal does.
 * Source:  decision 108.
 * Rule:    D-41
 */
export async function createDraftGuard(
  { state, append }: Held,
  cipher: DraftCipher,
): Promise<DraftGuard> {
  const opened = emptyState();
  const seal = (record: DraftRecord, responseId: string, part: number) =>
    cipher.seal(JSON.stringify(record), placeOf(responseId, part));

  async function begin(draft: Draft): Promise<void> {
    const { responseId, waveId, instrument, unit } = draft;
    const record = { type: 'draft-started', draft } as const;
    const parts = [await seal(record, responseId, 0)];
    const sealed = { responseId, waveId, instrument, unit, keyId: cipher.keyId, parts };
    await append({ type: 'draft-sealed', draft: sealed });
    applyRecords(opened, [record]);
  }

  async function takeStep(step: DraftStep): Promise<void> {
    const { responseId } = step;
    const row = state.drafts.get(responseId);
    if (row === undefined || !('parts' in row) || !opened.drafts.has(responseId))
      throw new Error(`the draft ${responseId} is closed`);
    const record = { type: 'draft-step', step } as const;
    const part = await seal(record, responseId, row.parts.length);
    await append({ type: 'sealed-step', responseId, part });
    applyRecords(opened, [record]);
  }

  async function read({ responseId, parts }: SealedDraft): Promise<void> {
    for (const [part, sealed] of parts.entries()) {
      const text = await cipher.open(sealed, placeOf(responseId, part));
      const record = text === null ? null : parseRecord(text);
      if (record !== null) applyRecords(opened, [record]);
    }
  }

  for (const row of [...state.drafts.values()]) {
    if (!('parts' in row)) await begin(row);
    else if (row.keyId === cipher.keyId) await read(row);
  }

  return {
    keep: (record) =>
      record.type === 'draft-started' ? begin(record.draft) : takeStep(record.step),
    drafts: () =>
      [...opened.drafts.values()].filter(
        (draft): draft is Draft => !('parts' in draft) && state.drafts.has(draft.responseId),
      ),
  };
}
