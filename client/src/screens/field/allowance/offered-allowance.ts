import type { AllowancePlace } from '../../../ports/allowance.ts';
import type { OutboxItem } from '../../../ports/field-shelf.ts';
import type { Desk } from '../desk.svelte.ts';

/** What a household may sign for, and under which names. */
export interface OfferedAllowance {
  readonly place: AllowancePlace;
  readonly amountVnd: number;
}

/** Answers: what the household of this form may sign for; null for a visit, a wave that pays none or no household. */
export function offeredAllowance(
  { fieldPackage }: Pick<Desk, 'fieldPackage'>,
  item: OutboxItem | null,
): OfferedAllowance | null {
  if (item?.kind !== 'final' || item.household === null) return null;
  const { waveId, commune, village, household } = item;
  const wave = fieldPackage?.waves.find(({ id }) => id === waveId);
  const amountVnd = wave?.allowanceVnd ?? null;
  if (wave === undefined || amountVnd === null) return null;
  return { place: { waveId: wave.id, commune, village, household }, amountVnd };
}
