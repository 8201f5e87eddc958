import type { FieldPackage } from '@sipas/shared/wire';
import type { SealedDraft } from '../ports/field-shelf.ts';
import { closedWaves } from './closed-waves.ts';
import type { JournalRecord } from './journal/journal-record.ts';
import { surveyorLearned } from './surveyor-learned.ts';
import type { ShelfState } from './view/shelf-state.ts';

/**
 * Answers: what is written when a field package arrives?
 * Shape:   what the phone holds, package, its tag → records in the order in which they are written. Whose the phone is comes
 *          first: one that dies in between asks for the package again, and not for the name.
 * Errors:  throws never.
 */
export function packageRecords(
  { settings, drafts, outbox }: ShelfState,
  value: FieldPackage,
  etag: string | null,
): readonly JournalRecord[] {
  const known = settings.package;
  const open = [...drafts.values()];
  const kept = withDefinitionsOf(open, value, known?.value ?? null);
  const places = open.map(({ waveId, unit }) => ({ waveId, commune: unit.commune }));
  const closed = closedWaves(known, value, [...places, ...outbox.values()]);
  const names = closed.length > 0 ? { closed } : {};
  const learned = surveyorLearned(settings.enrolled, value);
  return [
    ...(learned === null ? [] : [learned]),
    { type: 'package', value: { value: kept, etag, ...names } },
  ];
}

/** The new package, with the definitions that only open drafts still need: a draft stays on its version. */
function withDefinitionsOf(
  drafts: Iterable<Pick<SealedDraft, 'instrument'>>,
  fresh: FieldPackage,
  known: FieldPackage | null,
): FieldPackage {
  const needed = new Set([...drafts].map((draft) => draft.instrument.version));
  for (const { version } of fresh.instruments) needed.delete(version);
  const old = known?.instruments.filter(({ version }) => needed.has(version)) ?? [];
  return { ...fresh, instruments: [...fresh.instruments, ...old] };
}
