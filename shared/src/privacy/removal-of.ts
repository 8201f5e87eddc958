import type { FieldEntry, FieldRecord, Retention, RetentionStart } from './field-registry.ts';

/** What the server removes by itself when its time is over. */
export const removalClasses = [
  'allowances',
  'phone-details',
  'phone-contacts',
  'sessions',
  'enrolment-codes',
  'unknown-callers',
] as const;
export type RemovalClass = (typeof removalClasses)[number];

/** Who removes a field: the server, a phone, or nobody until that has ended which it is kept for. */
export type Removal =
  | { readonly by: 'server'; readonly class: RemovalClass }
  | { readonly by: 'phone' }
  | { readonly by: 'nobody'; readonly until: RetentionStart };

/** Of a phone its row stays, so that its forms are still known; only what these columns say of it goes. */
export const clearedOfPhones: readonly string[] = [
  'name',
  'platform',
  'app_version',
  'storage_persisted',
  'storage_usage',
  'storage_quota',
  'clock_offset_ms',
  'clock_measured_at',
  'oldest_unsent_at',
];

const ofTables: Readonly<
  Record<string, { readonly class: RemovalClass; readonly from: RetentionStart }>
> = {
  allowances: { class: 'allowances', from: 'wave-closed' },
  devices: { class: 'phone-details', from: 'phone-revoked' },
  device_contacts: { class: 'phone-contacts', from: 'recorded' },
  sessions: { class: 'sessions', from: 'expired' },
  enrolment_codes: { class: 'enrolment-codes', from: 'expired' },
  unknown_callers: { class: 'unknown-callers', from: 'recorded' },
};

/** Days that a phone keeps its copy of a form which is safe (D-36). */
const daysOnPhones = 14;
const endsOnPhones: readonly RetentionStart[] = ['handed-over', 'draft-ended'];

/**
 * Answers: who removes this entry of a record when its time is over?
 * Shape:   a record, one of its entries, the retention of that entry → who does, or null where nobody keeps the promise: a
 *          number of days that no job goes by, or columns of a phone that no job clears.
 * Units:   days.
 * Errors:  throws never.
 * Source:  Law 91/2025/QH15; decision 111.
 * Rule:    Y-05
 */
export function removalOf(
  { kind, table }: Pick<FieldRecord, 'kind' | 'table'>,
  { fields }: Pick<FieldEntry, 'fields'>,
  { days, from }: Pick<Retention, 'days' | 'from'>,
): Removal | null {
  if (days === null) {
    if (!endsOnPhones.includes(from)) return { by: 'nobody', until: from };
    return table === undefined ? { by: 'phone' } : null;
  }
  if (from === 'safe') return table === undefined && days === daysOnPhones ? { by: 'phone' } : null;
  // A receipt of the allowance goes with its row, which is sealed.
  const place = table ?? (kind === 'contact' ? 'allowances' : '');
  const job = Object.hasOwn(ofTables, place) ? ofTables[place] : undefined;
  if (job?.from !== from) return null;
  const isCleared = table !== 'devices' || fields.every((one) => clearedOfPhones.includes(one));
  return isCleared ? { by: 'server', class: job.class } : null;
}
