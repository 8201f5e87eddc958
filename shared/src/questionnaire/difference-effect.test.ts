import { expect, it } from 'vitest';
import { smallInstrument } from '../../test/questionnaire/small-instrument.ts';
import { figureKinds, figuresOfQuestion, nameOfFigure } from './difference-effect.ts';
import { criteriaOf } from './lookup.ts';
import type { Instrument } from './instrument.ts';

const [question] = criteriaOf(smallInstrument);
const figures =
  question === undefined ? [] : figuresOfQuestion([{ instrument: smallInstrument, question }]);
const namesIn = (...versions: readonly Instrument[]): readonly string[] =>
  figures.map((figure) => nameOfFigure(versions, figure));

it('figures are called as the later version that has them calls them [Q-41]', () => {
  const factor = smallInstrument.factors.find(({ code }) => code === question?.factor);
  const block = smallInstrument.blocks.find(({ code }) => code === factor?.block);
  const later: Instrument = {
    ...smallInstrument,
    factors: smallInstrument.factors.map((one) => ({ ...one, title: { vi: `Mới: ${one.code}` } })),
    blocks: [],
  };

  expect(namesIn(smallInstrument)).toEqual([
    question?.text.vi,
    factor?.title.vi,
    block?.title.vi,
    '',
  ]);
  expect(namesIn(smallInstrument, later)).toEqual([
    ...[question?.text.vi, `Mới: ${factor?.code ?? ''}`, block?.title.vi, ''],
  ]);
});

it('what no version has, all figures and the overall index have no name of their own [Q-41]', () => {
  expect(
    figureKinds.map((kind) => nameOfFigure([smallInstrument], { kind, code: 'nothing' })),
  ).toEqual(figureKinds.map(() => ''));
});
