import {
  type FieldClass,
  type FieldRegistry,
  type RecordKind,
  fieldClasses,
  recordKinds,
} from '../privacy/index.ts';

/** Personal fields of one kind of record that come equally near to a person. */
export interface DataClass {
  /** KIND:CLASS. */
  readonly id: string;
  readonly kind: RecordKind;
  readonly class: FieldClass;
  /** The records that have such fields. */
  readonly records: FieldRegistry['records'][number]['title'][];
}

/**
 * Answers: by which classes is it told what an incident reached?
 * Shape:   every kind of record and class of field that the registry has, in the order of both lists; no other.
 * Source:  Decree 13/2023/NĐ-CP, 23 (kinds of data in the notice); decision 106.
 * Rule:    H-46
 */
export const dataClasses = ({ records }: Pick<FieldRegistry, 'records'>): readonly DataClass[] =>
  recordKinds.flatMap((kind) =>
    fieldClasses.flatMap((each) => {
      const having = records.filter(
        (record) => record.kind === kind && record.entries.some((entry) => entry.class === each),
      );
      const titles = having.map(({ title }) => title);
      return titles.length === 0
        ? []
        : [{ id: `${kind}:${each}`, kind, class: each, records: titles }];
    }),
  );
