import type { Dice } from '../ports/clock.ts';
import type {
  Draft,
  FieldShelf,
  FinishedForm,
  HeldItem,
  OutboxItem,
} from '../ports/field-shelf.ts';
import { deviceOf } from '../ports/form-owner.ts';
import type { DraftGuard } from './draft-guard.ts';
import type { FormProtection } from './form-protection.ts';
import type { JournalRecord } from './journal/journal-record.ts';
import type { Journal } from './journal/journal.ts';
import { doneByVillage, safetyOf } from './summaries.ts';
import { createFollower } from './view/follower.ts';
import { applyRecords } from './view/apply-record.ts';
import { startFrom } from './view/start.ts';
import type { View } from './view/view.ts';

/** What a shelf is made of. */
export interface ShelfParts {
  readonly journal: Journal;
  readonly view: View;
  readonly dice: Dice;
  /** Fetches what seals and signs a finished form; absent: it stays as it is. */
  readonly protection?: () => Promise<FormProtection>;
  /** How long the view may wait for its first write. */
  readonly firstAfterMs?: number;
  /** Below so many bytes without use the journal is not written anew. */
  readonly leastDeadBytes?: number;
}

/**
 * Answers: the shelf of this phone over its journal and its view, mended where one of them was hurt.
 * Shape:   reads come from memory, which is what the journal's records add up to; each write goes to the journal
 *          first, one at a time and in order, then to memory, then (nobody waits for it) to the view.
 * Errors:  rejects with a ShelfFault when the journal cannot be read or mended.
 * Rule:    D-14
 */
export async function createFieldShelf({
  journal,
  view,
  dice,
  protection,
  firstAfterMs = 0,
  leastDeadBytes = 4 * 1024 * 1024,
}: ShelfParts): Promise<FieldShelf> {
  const start = await startFrom(journal, view, dice);
  const { state } = start;
  const position = journal.position();
  const follower = createFollower({ view, journalId: journal.id, position, start, firstAfterMs });

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  };

  const append = async (record: JournalRecord): Promise<void> => {
    const end = await journal.append([JSON.stringify(record)]);
    follower.follow(applyRecords(state, [record]), end);
    if (record.type === 'finished' || record.type === 'enrolled') follower.hasten();
  };
  /** First of all that waits, so never in the middle of an interview. What failed changed nothing, and is tried next time. */
  const compact = async (isSweep: boolean): Promise<boolean> => {
    const { compactShelf, sweepShelf } = await import('./compaction/compact-shelf.ts');
    const isAnew = await (isSweep
      ? sweepShelf(journal, state)
      : compactShelf(journal, state, leastDeadBytes));
    if (isAnew) follower.startOver(journal.id, journal.position());
    return isAnew;
  };
  if (position.offset > leastDeadBytes) inTurn(() => compact(false)).catch(() => undefined);

  const write = (record: JournalRecord) => inTurn(() => append(record));

  const items = () => [...state.outbox.values()];

  /** With one surveyor so far every form is theirs, and no line need be read for it. */
  const itemsOf = (deviceId: string | undefined) =>
    state.settings.former === undefined
      ? items()
      : items().filter((item) => deviceOf(item) === deviceId);

  /** Fetched while an interview goes on: its end waits for nothing, and shares no way with the first screen. */
  const finishParts = () => Promise.all([import('./finish-draft.ts'), protection?.()]);

  const finishInTurn = async (form: FinishedForm): Promise<OutboxItem> => {
    const [{ finishDraft }, guardOfForms] = await finishParts();
    return finishDraft({ state, append, protection: guardOfForms }, form);
  };

  /** There while the surveyor's key is. */
  let guard: DraftGuard | null = null;
  /** A phone with a vault writes nothing of an interview in clear, also not in the moment in which it locks. */
  const keep = (record: Parameters<DraftGuard['keep']>[0]): Promise<void> => {
    if (guard !== null) return guard.keep(record);
    return state.settings.vault === undefined
      ? append(record)
      : Promise.reject(new Error('locked'));
  };

  const requireDraft = (responseId: string) => {
    if (!state.drafts.has(responseId)) throw new Error(`there is no draft ${responseId}`);
  };

  return {
    kind: journal.kind,
    mendedAtStart: start.mended,
    reserve: () => journal.reserve(),
    enrolled: async () => state.settings.enrolled ?? null,
    enrol: ({ serverTime: _serverTime, ...answer }, at) =>
      inTurn(async () => {
        const value = { ...answer, epoch: dice.hex(8), enrolledAt: at };
        await append({ type: 'enrolled', value });
        return value;
      }),
    renew: async (answer) => {
      const { renewal } = await import('./renewal.ts');
      await inTurn(() => append(renewal(state.settings, answer)));
    },
    leave: () =>
      inTurn(async () => {
        const { enrolled, former = [] } = state.settings;
        const open = guard === null ? state.drafts.size : guard.drafts().length;
        if (open > 0) throw new Error('a phone with an open draft was given away');
        if (enrolled !== undefined) await append({ type: 'left', value: [...former, enrolled] });
      }),
    former: async () => state.settings.former ?? [],
    pin: async () => state.settings.pin ?? null,
    setPin: (value) => write({ type: 'pin', value }),
    vault: async () => state.settings.vault ?? null,
    setVault: (value) => write({ type: 'vault', value }),
    unlockDrafts: async (cipher) => {
      const { createDraftGuard } = await import('./draft-guard.ts');
      await inTurn(async () => {
        guard = await createDraftGuard({ state, append }, cipher);
      });
    },
    lockDrafts: () =>
      inTurn(async () => {
        guard = null;
      }),
    sweep: () => inTurn(() => compact(true)),
    pinAttempts: async () => state.settings.pinAttempts ?? { failures: 0, lastFailedAt: null },
    savePinAttempts: (value) => write({ type: 'pin-attempts', value }),
    preferences: async () => state.settings.preferences ?? { language: 'vi', textStep: 0 },
    setPreferences: (value) => write({ type: 'preferences', value }),
    place: async () => state.settings.place ?? { responseId: null },
    setPlace: (value) =>
      inTurn(async () => {
        const known = state.settings.place?.responseId ?? null;
        if (known !== value.responseId) await append({ type: 'place', value });
      }),
    fieldPackage: async () => state.settings.package ?? null,
    savePackage: async (value, etag) => {
      // It comes by the network, which no question waits for.
      const { packageRecords } = await import('./package-records.ts');
      await inTurn(async () => {
        for (const record of packageRecords(state, value, etag)) await append(record);
      });
    },
    contact: async () => state.settings.contact ?? null,
    saveContact: (value) => write({ type: 'contact', value }),
    inbox: async () => [...state.inbox.values()],
    saveInbox: async (arrived) => {
      if (arrived.length > 0) await write({ type: 'inbox', items: arrived });
    },
    drafts: async () =>
      guard?.drafts() ??
      [...state.drafts.values()].filter((draft): draft is Draft => !('parts' in draft)),
    draftIds: async () => [...state.drafts.keys()],
    startDraft: (draft) => {
      finishParts().catch(() => undefined);
      return inTurn(() => keep({ type: 'draft-started', draft }));
    },
    saveStep: (step) =>
      inTurn(() => {
        requireDraft(step.responseId);
        return keep({ type: 'draft-step', step });
      }),
    discardDraft: (responseId, reason) =>
      inTurn(() => {
        requireDraft(responseId);
        return append({ type: 'draft-discarded', responseId, reason });
      }),
    finish: (form) => inTurn(() => finishInTurn(form)),
    unsent: async (limit) =>
      items()
        .filter((item): item is HeldItem => item.receipt === null && item.line !== null)
        .slice(0, limit),
    outbox: async () => items(),
    noteHandedOver: async (hashes, at) => {
      if (hashes.length > 0) await write({ type: 'handed-over', hashes, at });
    },
    saveReceipts: async (receipts, incarnation) => {
      const ours = receipts.filter(({ hash }) => hash !== undefined && state.placeOf.has(hash));
      if (ours.length > 0) await write({ type: 'receipts', receipts: ours, incarnation });
    },
    unsendAbove: (safeReceipt, incarnation) =>
      inTurn(async () => {
        const before = safetyOf(state.outbox.values()).unsent;
        await append({ type: 'unsent-above', safeReceipt, incarnation });
        return safetyOf(state.outbox.values()).unsent - before;
      }),
    safety: async (deviceId) => safetyOf(deviceId === undefined ? items() : itemsOf(deviceId)),
    done: async () => doneByVillage(itemsOf(state.settings.enrolled?.deviceId)),
    heads: async (deviceId) => {
      const { chainHeads } = await import('./chain.ts');
      const { enrolled, former = [] } = state.settings;
      const asked = deviceId ?? enrolled?.deviceId;
      const owner = [...former, enrolled].find((one) => one?.deviceId === asked);
      return chainHeads(itemsOf(asked), owner?.epoch ?? null);
    },
    close: () =>
      inTurn(async () => {
        await follower.settled();
        view.close();
        await journal.close();
      }),
  };
}
