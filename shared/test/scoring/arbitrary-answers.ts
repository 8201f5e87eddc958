import fc from 'fast-check';
import {
  addResponse,
  createCountLayout,
  createCounts,
  createPacking,
  packAnswers,
} from '../../src/scoring/index.ts';
import type { Answer, Answers } from '../../src/response/index.ts';
import { smallInstrument } from './small-instrument.ts';

export const packing = createPacking(smallInstrument);
export const layout = createCountLayout(smallInstrument, packing);

/** The counts of these responses. */
export function countAnswers(responses: readonly Answers[]) {
  const counts = createCounts(layout);
  for (const answers of responses) addResponse(layout, counts, packAnswers(packing, answers), 1);
  return counts;
}

const missing = fc.constantFrom<Answer>(
  { missing: 'not-asked' },
  { missing: 'left-blank' },
  { missing: 'refused' },
  { missing: 'dont-know' },
);

/** Any answers to all closed questions of the small instrument. */
export const arbitraryAnswers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(
    packing.fields.map((field) => [
      field.question,
      fc.oneof({ weight: 5, arbitrary: optionsOf(field) }, { weight: 1, arbitrary: missing }),
    ]),
  ),
);

function optionsOf(field: (typeof packing.fields)[number]): fc.Arbitrary<Answer> {
  if (field.kind === 'single') return fc.constantFrom(...field.options);
  return fc.subarray([...field.options]);
}
