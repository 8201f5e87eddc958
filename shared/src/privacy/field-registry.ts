/** How near a field comes to a person. Sensitive: Decree 356/2025/NĐ-CP, 4, and decision D15. Identifying: tells who it is. */
export const fieldClasses = ['ordinary', 'sensitive', 'identifying'] as const;
export type FieldClass = (typeof fieldClasses)[number];

/** What kind of thing has the field: a form, who signed for money, a phone, an account, or a register of acts. */
export const recordKinds = ['form', 'contact', 'device', 'user', 'journal'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** From when the days of a retention are counted, or what must end first where there are no days. */
export const retentionStarts = [
  'recorded',
  'expired',
  'wave-closed',
  'phone-revoked',
  'wave-needed',
  'account-needed',
  'answering-needed',
  'safe',
  'handed-over',
  'draft-ended',
] as const;
export type RetentionStart = (typeof retentionStarts)[number];

interface Title {
  readonly vi: string;
  readonly en: string;
}

export interface Purpose {
  readonly id: string;
  readonly title: Title;
}

export interface Retention {
  readonly id: string;
  /** Null: nothing is removed by itself. */
  readonly days: number | null;
  readonly from: RetentionStart;
  readonly title: Title;
}

/** Fields of one record that are alike in all three. */
export interface FieldEntry {
  readonly fields: readonly string[];
  readonly purpose: string;
  readonly class: FieldClass;
  readonly retention: string;
}

export interface FieldRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly title: Title;
  /** The questionnaire whose questions are these fields. */
  readonly instrument?: string | undefined;
  /** The table of the store whose columns are these fields. */
  readonly table?: string | undefined;
  readonly entries: readonly FieldEntry[];
  /** Fields of the record that say nothing of a person. */
  readonly notPersonal: readonly string[];
}

/** Every field that is personal data, with why it is gathered, how near it comes to a person, and how long it is kept. */
export interface FieldRegistry {
  readonly format: 1;
  readonly version: string;
  readonly purposes: readonly Purpose[];
  readonly retentions: readonly Retention[];
  readonly records: readonly FieldRecord[];
  /** Tables of the store that say nothing of a person. */
  readonly tablesWithout: readonly string[];
}
