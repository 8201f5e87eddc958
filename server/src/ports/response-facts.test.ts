import { expect, it } from 'vitest';
import { canonicalJson } from '@sipas/shared/kernel';
import type { ClearEnvelope } from '@sipas/shared/wire';
import { smallInstrument } from '../../test/world/small-survey.ts';
import { createTestPhone } from '../../test/world/phone.ts';
import { packInstrument, responseFacts } from './response-facts.ts';

const waveId = '01890a5d-ac96-774b-bcce-b302099a8057';
const phone = createTestPhone({ deviceId: waveId, token: 't', waveId, newId: () => waveId });
const instrument = packInstrument({
  key: 7,
  id: 'small',
  canonical: canonicalJson(smallInstrument),
});
const factsOf = (changes: Parameters<typeof phone.envelope>[0]) =>
  responseFacts(phone.envelope(changes) as unknown as ClearEnvelope, instrument, 'u');

it('takes the narrow row out of a form: place, slot, surveyor and packed answers [A-03]', () => {
  const facts = factsOf({ body: { household: 'H 1' }, answers: { sex: '2', q1: '4', q2: '3' } });

  expect(facts).toEqual({
    waveId,
    instrumentKey: 7,
    commune: '29551',
    village: 'Khóm 1',
    // As the slot of a household is told: lower case, one blank.
    slotKey: JSON.stringify([waveId, 'small', '29551', 'khóm 1', 'h 1']),
    surveyorId: 'u',
    mode: 'interview',
    kind: 'final',
    // Second option of sex, fourth of q1, third of q2.
    packed: '243',
    visitOutcome: null,
    finishedAt: '2026-11-20T08:00:00.000Z',
  });
});

it('tells a village by its composed name without blanks around, as its slot does [A-03]', () => {
  const [composed, decomposed] = ['NFC', 'NFD'].map((form) =>
    factsOf({
      body: {
        household: 'h',
        unit: { commune: '29551', village: ` Ấp Thới Hòa `.normalize(form) },
      },
    }),
  );

  expect(decomposed).toEqual(composed);
  expect(composed?.village).toBe('Ấp Thới Hòa'.normalize('NFC'));
});

it('packs no answers of a visit or a withdrawal, and says how the visit ended [A-03]', () => {
  const visit = factsOf({ envelope: { kind: 'visit' }, body: { answers: { outcome: 'refused' } } });
  const withdrawal = factsOf({ envelope: { kind: 'withdrawal' }, body: { answers: {} } });

  expect([visit.packed, visit.visitOutcome]).toEqual(['', 'refused']);
  expect([withdrawal.packed, withdrawal.visitOutcome]).toEqual(['', null]);
});

it('packs what was not reached in an unfinished form as not asked [A-03]', () => {
  const partial = factsOf({ envelope: { kind: 'partial' }, body: { answers: { sex: '1' } } });

  expect(partial.packed).toBe('1--');
});
