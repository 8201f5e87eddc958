import { createHash } from 'node:crypto';
import { canonicalJson } from '@sipas/shared/kernel';
import type { Instrument } from '@sipas/shared/questionnaire';
import type { StoredUnit } from '../../src/ports/index.ts';

/** A questionnaire of five questions: small enough to count by hand. */
export const smallInstrument: Instrument = {
  format: 1,
  id: 'small',
  title: { vi: 'Phiếu nhỏ', en: 'Small form' },
  source: 'made for tests',
  languages: ['vi', 'en'],
  consent: { version: '1', text: { vi: 'Đồng ý?', en: 'Agree?' } },
  choiceLists: {
    sex: [
      { code: '1', label: { vi: 'Nam', en: 'Man' } },
      { code: '2', label: { vi: 'Nữ', en: 'Woman' } },
    ],
    satisfaction: ['1', '2', '3', '4', '5'].map((code) => ({
      code,
      label: { vi: code, en: code },
    })),
  },
  blocks: [{ code: 'service', title: { vi: 'Dịch vụ', en: 'Service' } }],
  factors: [{ code: 'F', block: 'service', title: { vi: 'Yếu tố', en: 'Factor' } }],
  satisfiedOptions: ['4', '5'],
  sections: [
    {
      code: 'P',
      title: { vi: 'Thông tin', en: 'Profile' },
      role: 'profile',
      questions: [
        {
          code: 'sex',
          kind: 'single',
          text: { vi: 'Giới tính', en: 'Sex' },
          choices: 'sex',
          required: { value: true },
        },
      ],
    },
    {
      code: 'C',
      title: { vi: 'Hài lòng', en: 'Satisfaction' },
      role: 'criteria',
      questions: ['q1', 'q2'].map((code) => ({
        code,
        kind: 'single' as const,
        text: { vi: code, en: code },
        choices: 'satisfaction',
        factor: 'F',
        required: { value: true },
      })),
    },
    {
      code: 'O',
      title: { vi: 'Khác', en: 'Other' },
      role: 'other',
      questions: [
        {
          code: 'why',
          kind: 'text',
          text: { vi: 'Vì sao', en: 'Why' },
          relevant: { compare: '=', left: { answer: 'q1' }, right: { value: '1' } },
        },
        {
          code: 'age',
          kind: 'number',
          text: { vi: 'Tuổi', en: 'Age' },
          constraint: {
            holds: { compare: '>=', left: { self: true }, right: { value: 18 } },
            message: { vi: 'Từ 18 tuổi', en: '18 or older' },
          },
        },
      ],
    },
  ],
};

export const smallVersion = createHash('sha256')
  .update(canonicalJson(smallInstrument))
  .digest('hex');

export const smallCatalogue = '2025-07-01';

const unit = (
  code: string,
  name: string,
  level: string,
  parentCode: string | null,
): StoredUnit => ({
  code,
  name,
  level,
  kind: level === 'province' ? 'tinh' : 'xa',
  parentCode,
  validFrom: smallCatalogue,
  validTo: null,
});

/** One province with three communes, as the shipped catalogue has them: a served store gets that one too. */
export const smallUnits: readonly StoredUnit[] = [
  unit('86', 'Tỉnh Vĩnh Long', 'province', null),
  unit('29551', 'Phường Long Châu', 'commune', '86'),
  unit('29557', 'Phường Phước Hậu', 'commune', '86'),
  unit('29584', 'Xã An Bình', 'commune', '86'),
];
