import type { FieldClass } from '../privacy/index.ts';
import { type DraftChapter, type ImpactMaterial, paragraph, table } from './material.ts';

const classWords: Readonly<Record<FieldClass, string>> = {
  ordinary: 'cơ bản',
  sensitive: 'nhạy cảm',
  identifying: 'chỉ đích danh',
};

/** Answers: what personal data is gathered for, each purpose with how many fields of which class it takes. */
export function purposesChapter({ fields }: ImpactMaterial): DraftChapter {
  const entries = fields.records.flatMap((record) => record.entries);
  const counted = fields.purposes.map(({ id, title }) => {
    const own = entries.filter(({ purpose }) => purpose === id);
    const count = (near: FieldClass): number =>
      own.filter((entry) => entry.class === near).reduce((sum, one) => sum + one.fields.length, 0);
    return [title.vi, count('ordinary'), count('sensitive'), count('identifying')];
  });
  return {
    id: 'purposes',
    title: 'Mục đích xử lý',
    blocks: [
      paragraph(
        'Mỗi trường dữ liệu cá nhân có đúng một mục đích. Phiếu có câu không nằm trong sổ trường dữ liệu thì không phát hành được và không lập được đợt.',
      ),
      table(
        'Mục đích và số trường theo loại',
        ['Mục đích', 'Cơ bản', 'Nhạy cảm', 'Chỉ đích danh'],
        counted,
      ),
    ],
  };
}

/** Answers: every personal field with its purpose, class and retention, record by record. */
export function fieldsChapter({ fields }: ImpactMaterial): DraftChapter {
  const titleOf = (list: typeof fields.purposes, id: string): string =>
    list.find((one) => one.id === id)?.title.vi ?? id;
  return {
    id: 'fields',
    title: 'Dữ liệu cá nhân được xử lý',
    blocks: fields.records.map((record) =>
      table(
        record.title.vi,
        ['Trường', 'Mục đích', 'Loại', 'Thời hạn giữ'],
        record.entries.map((entry) => [
          entry.fields.join(', '),
          titleOf(fields.purposes, entry.purpose),
          classWords[entry.class],
          titleOf(fields.retentions, entry.retention),
        ]),
      ),
    ),
  };
}
