import type { ProblemCode } from '@sipas/shared/problems';
import type { AllowancePerson, AllowanceReceiptRow, AllowanceStoreRow } from '../ports/index.ts';
import type { Seal } from './allowance-seal.ts';

/** A record as it lies in the store. */
export interface AllowanceRow {
  readonly number: number;
  readonly id: string | null;
  readonly deviceId: string;
  readonly waveId: string | null;
  readonly commune: string | null;
  readonly village: string | null;
  readonly amountVnd: number | null;
  readonly receivedAt: string;
  readonly code: string | null;
  readonly sealed: Buffer;
}

export const outcomeOf = (
  outcome: 'stored' | 'already-stored',
  code: ProblemCode | null,
): AllowanceReceiptRow => ({ outcome: code === null ? outcome : 'quarantined', code });

type Clear = Pick<AllowanceRow, 'id' | 'deviceId' | 'waveId' | 'commune' | 'village' | 'amountVnd'>;

/** What stands in clear is bound to what is sealed: moved to another place, the record does not open. */
export const besideOf = ({ id, deviceId, waveId, commune, village, amountVnd }: Clear): string =>
  JSON.stringify([id, deviceId, waveId, commune, village, amountVnd]);

/** Answers: a record as a list shows it. */
export function readRow(row: AllowanceRow, seal: Seal): AllowanceStoreRow {
  const { number, deviceId, commune, village, amountVnd, receivedAt, code } = row;
  if (commune === null || village === null || amountVnd === null)
    throw new Error(`allowance receipt ${String(number)} is marked readable and has no place`);
  const person = JSON.parse(seal.open(row.sealed, besideOf(row))) as AllowancePerson;
  return {
    number,
    deviceId,
    commune,
    village,
    amountVnd,
    person,
    receivedAt,
    code: code as ProblemCode | null,
  };
}
