import type { Instrument, Question } from '../../src/questionnaire/index.ts';

const options = (...codes: string[]) =>
  codes.map((code) => ({ code, label: { vi: `Mức ${code}` } }));
const criterion = (code: string, factor: string): Question => ({
  code,
  kind: 'single',
  text: { vi: `Tiêu chí ${code}` },
  choices: 'satisfaction',
  factor,
});

/** Two blocks, three factors, five criteria: small enough to count by hand. */
export const smallInstrument: Instrument = {
  format: 1,
  id: 'small',
  title: { vi: 'Phiếu nhỏ' },
  source: 'made for the tests',
  languages: ['vi'],
  consent: { version: '1', text: { vi: 'Đồng ý' } },
  choiceLists: {
    sex: [
      { code: '1', label: { vi: 'Nam' } },
      { code: '2', label: { vi: 'Nữ' } },
    ],
    channels: options('loa', 'hop', 'mang'),
    satisfaction: options('1', '2', '3', '4', '5'),
    // Thirteen options: the 13th would be "d" in lower-case base 36, the symbol of "don't know".
    many: options('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13'),
  },
  blocks: [
    { code: 'policy', title: { vi: 'Chính sách' } },
    { code: 'service', title: { vi: 'Dịch vụ' } },
  ],
  factors: [
    { code: 'A', block: 'policy', title: { vi: 'Yếu tố A' } },
    { code: 'B', block: 'policy', title: { vi: 'Yếu tố B' } },
    { code: 'I', block: 'service', title: { vi: 'Yếu tố I' } },
  ],
  satisfiedOptions: ['4', '5'],
  sections: [
    {
      code: 'profile',
      title: { vi: 'Người trả lời' },
      role: 'profile',
      questions: [
        { code: 'sex', kind: 'single', text: { vi: 'Giới tính' }, choices: 'sex' },
        { code: 'job', kind: 'single', text: { vi: 'Việc làm' }, choices: 'many' },
        { code: 'age', kind: 'number', text: { vi: 'Tuổi' } },
      ],
    },
    {
      code: 'other',
      title: { vi: 'Thông tin' },
      role: 'other',
      questions: [
        { code: 'c2', kind: 'multiple', text: { vi: 'Kênh' }, choices: 'channels' },
        { code: 'comment', kind: 'text', text: { vi: 'Ý kiến' } },
      ],
    },
    {
      code: 'criteria',
      title: { vi: 'Hài lòng' },
      role: 'criteria',
      questions: [
        criterion('a1', 'A'),
        criterion('a2', 'A'),
        criterion('b1', 'B'),
        criterion('i1', 'I'),
        criterion('i2', 'I'),
      ],
    },
  ],
};
