import type { AnswerRow } from '@sipas/shared/wire';
import { describe, expect, it } from 'vitest';
import { answerFigures, gridFigures, isOfOneUnit } from './answer-lines.ts';

describe('the answers as figures of a table', () => {
  it('are the options of one question', () => {
    const figures = answerFigures([row('86', 'c3', '1'), row('86', 'c3', '2')]);

    expect(figures.map(({ unit, code, label }) => [unit, code, label])).toEqual([
      ['86', '1', 'Mức 1'],
      ['86', '2', 'Mức 2'],
    ]);
  });

  it('are told apart by question where several were asked together', () => {
    const figures = answerFigures([row('86', 'c10_01', '1'), row('86', 'c10_02', '1')]);

    expect(figures.map(({ code, label }) => [code, label])).toEqual([
      ['c10_01/1', 'Câu c10_01: Mức 1'],
      ['c10_02/1', 'Câu c10_02: Mức 1'],
    ]);
  });

  it('stand by question, in one unit', () => {
    const rows = [row('86', 'c10_01', '1'), row('86', 'c10_02', '1')];

    expect(isOfOneUnit(rows)).toBe(true);
    expect(isOfOneUnit([...rows, row('84', 'c10_01', '1')])).toBe(false);
    expect(gridFigures(rows).map(({ unitName, code }) => [unitName, code])).toEqual([
      ['Câu c10_01', '1'],
      ['Câu c10_02', '1'],
    ]);
  });
});

function row(unit: string, question: string, option: string): AnswerRow {
  return {
    unit,
    unitName: unit,
    unitValidFrom: null,
    unitValidTo: null,
    group: null,
    question,
    questionLabel: `Câu ${question}`,
    option,
    optionLabel: `Mức ${option}`,
    count: 40,
    valid: 80,
    percent: '50.00',
    interval: null,
    intervalStatus: 'insufficient',
    rank: null,
    missing: { 'not-asked': 0, 'left-blank': 0, refused: 0, 'dont-know': 0 },
    status: 'published',
  };
}
