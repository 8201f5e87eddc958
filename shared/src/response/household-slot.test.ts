import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HouseholdPlace, countedResponse, slotKey } from './household-slot.ts';

const place: HouseholdPlace = {
  waveId: 'w1',
  instrumentId: 'household-2022',
  commune: '29557',
  village: 'Ấp Phú Đức',
  household: 'H 012',
};

describe('slotKey', () => {
  it('is the same however the household and the village were typed [R-06]', () => {
    const key = slotKey(place);

    expect(slotKey({ ...place, household: '  h   012 ' })).toBe(key);
    expect(slotKey({ ...place, household: 'h\u00a0012' })).toBe(key);
    expect(slotKey({ ...place, village: 'ẤP PHÚ ĐỨC' })).toBe(key);
    expect(slotKey({ ...place, village: 'Ấp Phú Đức'.normalize('NFD') })).toBe(key);
  });

  it('differs by wave, instrument, commune, village and household [R-06]', () => {
    const keys = [
      place,
      { ...place, waveId: 'w2' },
      { ...place, instrumentId: 'transaction-5-factor' },
      { ...place, commune: '29558' },
      { ...place, village: 'Ấp Phú Dức' },
      { ...place, household: 'H 013' },
      { ...place, household: 'H012' },
    ].map(slotKey);

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not run two parts together [R-06]', () => {
    expect(slotKey({ ...place, village: 'a', household: 'b c' })).not.toBe(
      slotKey({ ...place, village: 'a b', household: 'c' }),
    );
    expect(slotKey({ ...place, village: '1","2', household: '3' })).not.toBe(
      slotKey({ ...place, village: '1', household: '2","3' }),
    );
  });

  it('takes responses without a household code for no slot [R-06]', () => {
    const { household: _household, ...without } = place;

    expect(slotKey(without)).toBeNull();
    expect(slotKey({ ...place, household: ' \t ' })).toBeNull();
  });

  it('does not change when what was typed is typed again in the other case [R-06]', () => {
    const letters = Array.from('aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệốồổỗộứừửữự 0123456789');
    const vietnamese = fc.string({
      unit: fc.constantFrom(...letters),
    });
    fc.assert(
      fc.property(vietnamese, (household) => {
        const shouted = household.toUpperCase().normalize('NFD');
        expect(slotKey({ ...place, household: shouted })).toBe(slotKey({ ...place, household }));
      }),
    );
  });
});

describe('countedResponse', () => {
  it('is the one that was begun first, in whatever order they arrive [R-07]', () => {
    const first = { responseId: '019a0000-0000-7000-8000-000000000001' };
    const second = { responseId: '019a0000-0000-7000-8000-000000000002' };
    const third = { responseId: '019b0000-0000-7000-8000-000000000000' };

    expect(countedResponse([third, first, second])).toBe(first);
    expect(countedResponse([first, second, third])).toBe(first);
    expect(countedResponse([second, third])).toBe(second);
    expect(countedResponse<typeof first>([])).toBeUndefined();
  });

  it('counts exactly one of any household, the same for every order [R-07]', () => {
    const twoOrders = fc
      .uniqueArray(fc.uuid({ version: 7 }), { minLength: 1 })
      .map((ids) => ids.map((responseId) => ({ responseId })))
      .chain((some) =>
        fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
      );
    fc.assert(
      fc.property(twoOrders, ([arrived, otherwise]) => {
        expect(arrived).toContain(countedResponse(arrived));
        expect(countedResponse(otherwise)).toBe(countedResponse(arrived));
      }),
    );
  });
});
