import type { FinishedForm, OutboxItem } from '../ports/field-shelf.ts';
import { chainForm } from './chain-form.ts';
import { chainHeads } from './chain.ts';
import type { FormProtection } from './form-protection.ts';
import type { JournalRecord } from './journal/journal-record.ts';
import type { ShelfState } from './view/shelf-state.ts';

/** The phone to whose chain the form is added. One form at a time: nobody else writes meanwhile. */
interface Finishing {
  readonly state: ShelfState;
  readonly append: (record: JournalRecord) => Promise<void>;
  readonly protection: FormProtection | undefined;
}

/** Answers: the form in the outbox; the same response and revision again gives the item that is queued already. */
export async function finishDraft(
  { state, append, protection }: Finishing,
  form: FinishedForm,
): Promise<OutboxItem> {
  const queued = [...state.outbox.values()].find(
    (item) => item.responseId === form.responseId && item.revision === form.revision,
  );
  if (queued !== undefined) return queued;
  const { enrolled, package: known, contact } = state.settings;
  if (enrolled === undefined) throw new Error('a form was finished before the phone was enrolled');
  const head = chainHeads(state.outbox.values(), enrolled.epoch)[0];
  if (head === undefined) throw new Error('the current epoch has no head');
  const waves = [...(known?.value.waves ?? []), ...(known?.closed ?? [])];
  const chained = await chainForm(form, {
    deviceId: enrolled.deviceId,
    head,
    ingestKey: waves.find(({ id }) => id === form.waveId)?.ingestKey,
    protection,
  });
  const offsetMs = contact?.clockOffsetMs ?? null;
  const item = offsetMs === null ? chained : { ...chained, clockOffsetMs: offsetMs };
  await append({ type: 'finished', item });
  return item;
}
