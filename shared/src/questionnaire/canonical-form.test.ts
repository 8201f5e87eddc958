import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { smallInstrument, spoilt } from '../../test/questionnaire/small-instrument.ts';
import { canonicalInstrument } from './canonical-form.ts';
import type { Instrument } from './instrument.ts';

const version = (instrument: Instrument): string =>
  createHash('sha256').update(canonicalInstrument(instrument), 'utf8').digest('hex');

it('has the hash that another tool finds [Q-06]', () => {
  // Python 3.11.7 on the same instrument as JSON:
  // hashlib.sha256(json.dumps(i, sort_keys=True, separators=(',', ':'), ensure_ascii=False).encode()).hexdigest()
  expect(version(smallInstrument)).toBe(
    '24faa6d8164ecc7ea2916f6b56d734467363a37628377f85d6f78596b916eb6f',
  );
});

it('does not depend on the order of members, and does depend on the order of options and on every letter [Q-06]', () => {
  const { format, ...rest } = smallInstrument;
  const swapped = spoilt([
    'choiceLists.sex',
    smallInstrument.choiceLists['sex']?.toReversed(),
  ]) as Instrument;
  const corrected = spoilt(['sections[0].questions[0].text.vi', 'Giới tính']) as Instrument;

  expect(canonicalInstrument({ ...rest, format })).toBe(canonicalInstrument(smallInstrument));
  expect(version(swapped)).not.toBe(version(smallInstrument));
  expect(version(corrected)).not.toBe(version(smallInstrument));
});
