import { expect, test } from 'vitest';
import type { Instrument } from '@sipas/shared/questionnaire';
import { smallInstrument } from '../../../test/world/small-survey.ts';
import { type AskedAgain, checksOf } from './asked-again.ts';

const vi = (text: string) => ({ vi: text });
const definition: Instrument = {
  ...smallInstrument,
  sections: [
    ...smallInstrument.sections,
    {
      ...{ code: 'more', title: vi('Thêm'), role: 'other' },
      questions: [
        { code: 'ways', kind: 'multiple', text: vi('Cách nào?'), choices: 'ways' },
        { code: 'why', kind: 'text', text: vi('Vì sao?') },
        { code: 'members', kind: 'number', text: vi('Mấy người?') },
      ],
    },
  ],
  choiceLists: {
    ...smallInstrument.choiceLists,
    ways: ['1', '2'].map((code) => ({ code, label: vi(code) })),
  },
};
const judge = (...rows: readonly [item: string, recorded: string, found: string][]) =>
  checksOf(
    rows.map(([item, recorded, found], at): AskedAgain => ({
      ...{ responseId: 'r', item, recorded, found, line: at + 2 },
    })),
    (id) => (id === 'r' ? { surveyorId: 's', definition } : undefined),
  );

test('takes items and answers as the file of rows names them [K-19]', () => {
  const taken = judge(
    ['q1', '4', '2'],
    ['q2', 'left-blank', '1'],
    ['ways_1', '1', '0'],
    ['ways_2', 'not-asked', '0'],
    ['members', '4', '12'],
  );

  expect(taken).toMatchObject({
    ok: true,
    value: [
      { responseId: 'r', surveyorId: 's', item: 'q1', recorded: '4', found: '2' },
      {},
      {},
      {},
      {},
    ],
  });
});

test.each([
  ['several answers under the code of the question', 'ways', '1', '1', 'back-check.unknown-item'],
  ['an option that is none', 'ways_3', '1', '1', 'back-check.unknown-item'],
  ['a text, of which no two are alike', 'why', 'a', 'b', 'back-check.unknown-item'],
  ['neither chosen nor not', 'ways_1', '2', '1', 'back-check.unknown-answer'],
  // As text "04" would differ from "4".
  ['a number written another way', 'members', '4', '04', 'back-check.unknown-answer'],
])('refuses %s [K-19]', (_, item, recorded, found, code) => {
  expect(judge(['q1', '4', '4'], [item, recorded, found])).toMatchObject({
    ok: false,
    error: { code, detail: expect.stringContaining('line 3: ') as string },
  });
});
