import type { Expression, Instrument, Text } from '../../src/questionnaire/index.ts';

const both = (words: string): Text => ({ vi: words, en: `${words} (en)` });
const always: Expression = { value: true };
const visited: Expression = { selected: [{ answer: 'visited' }, '1'] };

/** A form that has one of everything: skips that chain, duties that depend, constraints, offered missing kinds. */
export const smallInstrument: Instrument = {
  format: 1,
  id: 'small',
  title: both('Phiếu nhỏ'),
  source: 'Made for tests.',
  languages: ['vi', 'en'],
  consent: { version: 'small/1', text: both('Ông/Bà có đồng ý không?') },
  choiceLists: {
    sex: [
      { code: '1', label: both('Nam') },
      { code: '2', label: both('Nữ') },
    ],
    channels: [
      { code: '1', label: both('Loa') },
      { code: '2', label: both('Mạng') },
      { code: '3', label: both('Khác') },
    ],
    yes_no: [
      { code: '1', label: both('Có') },
      { code: '2', label: both('Không') },
    ],
    scale: ['1', '2', '3', '4', '5'].map((code) => ({ code, label: both(`Mức ${code}`) })),
  },
  blocks: [{ code: 'service', title: both('Dịch vụ') }],
  factors: [
    { code: 'F', block: 'service', title: both('Tiếp cận') },
    { code: 'G', block: 'service', title: both('Kết quả') },
  ],
  satisfiedOptions: ['4', '5'],
  sections: [
    {
      code: 'profile',
      title: both('Người trả lời'),
      role: 'profile',
      questions: [
        { code: 'sex', kind: 'single', text: both('Giới tính?'), choices: 'sex', required: always },
        {
          code: 'age',
          kind: 'number',
          text: both('Tuổi?'),
          required: always,
          constraint: {
            holds: {
              all: [
                { compare: '>=', left: { self: true }, right: { value: 18 } },
                { compare: '<=', left: { self: true }, right: { value: 120 } },
              ],
            },
            message: both('Từ 18 đến 120 tuổi.'),
          },
        },
        { code: 'channels', kind: 'multiple', text: both('Kênh nào?'), choices: 'channels' },
        {
          code: 'channels_other',
          kind: 'text',
          text: both('Kênh khác?'),
          relevant: { selected: [{ answer: 'channels' }, '3'] },
          required: always,
        },
      ],
    },
    {
      code: 'visit',
      title: both('Đã đến'),
      role: 'other',
      questions: [
        {
          code: 'visited',
          kind: 'single',
          text: both('Đã đến chưa?'),
          choices: 'yes_no',
          required: always,
        },
      ],
    },
    {
      code: 'criteria',
      title: both('Hài lòng'),
      role: 'criteria',
      questions: [
        {
          code: 's1',
          kind: 'single',
          text: both('Dễ tìm'),
          stem: both('Ông/Bà hài lòng ở mức nào?'),
          choices: 'scale',
          factor: 'F',
          relevant: visited,
          required: always,
          offers: ['dont-know'],
        },
        {
          code: 's2',
          kind: 'single',
          text: both('Đúng hẹn'),
          choices: 'scale',
          factor: 'G',
          relevant: { selected: [{ answer: 'visited' }, '1'] },
        },
      ],
    },
    {
      code: 'end',
      title: both('Kết thúc'),
      role: 'other',
      questions: [
        {
          code: 'why',
          kind: 'text',
          text: both('Vì sao không hài lòng?'),
          hint: both('Ngắn gọn.'),
          relevant: { not: { compare: '=', left: { answer: 's1' }, right: { value: '' } } },
          required: { compare: '=', left: { answer: 's1' }, right: { value: '1' } },
          constraint: {
            holds: {
              compare: '<=',
              left: { stringLength: { self: true } },
              right: { value: 20 },
            },
            message: both('Tối đa 20 ký tự.'),
          },
        },
      ],
    },
  ],
};

/** What to put where: ["sections[0].code", "x"]; `removed` takes a member away, the place after the last adds an item. */
export type Change = readonly [path: string, value: unknown];
export const removed = Symbol('removed');

/** The small instrument with something in it spoilt. */
export function spoilt(...changes: readonly Change[]): unknown {
  const instrument: unknown = JSON.parse(JSON.stringify(smallInstrument));
  for (const [path, value] of changes)
    put(instrument, path.split(/[.[\]]+/).filter(Boolean), value);
  return instrument;
}

function put(target: unknown, [key, ...rest]: readonly string[], value: unknown): void {
  if (key === undefined || typeof target !== 'object' || target === null)
    throw new Error('there is no such place');
  const members = target as Record<string, unknown>;
  if (rest.length > 0) put(members[key], rest, value);
  else if (value === removed) Reflect.deleteProperty(members, key);
  else members[key] = value;
}
