import { describe, expect, it } from 'vitest';
import { oldestAge, unsentAgeMs } from './unsent-age.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const noon = Date.parse('2026-11-23T12:00:00.000Z');
const fiveYears = 1_826 * day;
const at = (ms: number) => new Date(ms).toISOString();
const alone = { wallMs: noon, offsetMs: null, contactWallMs: null, sinceContactMs: null };

describe('the age of a form', () => {
  it("is what the phone's clock says, where no server ever spoke [C-31]", () => {
    expect(unsentAgeMs({ finishedAt: at(noon - 2 * day) }, alone)).toBe(2 * day);
  });

  it('is not known where the clock was set back past its end, and no server spoke [C-31]', () => {
    expect(unsentAgeMs({ finishedAt: at(noon + fiveYears) }, alone)).toBeNull();
  });

  it('bears a clock that is set right by a few minutes [C-31]', () => {
    expect(unsentAgeMs({ finishedAt: at(noon + 9 * minute) }, alone)).toBe(0);
    expect(unsentAgeMs({ finishedAt: at(noon + 11 * minute) }, alone)).toBeNull();
  });

  it('is not fooled by a clock that is five years wrong at both ends [C-31]', () => {
    const wrong = noon - fiveYears;
    const time = {
      wallMs: wrong,
      offsetMs: fiveYears,
      contactWallMs: wrong - 2 * day,
      sinceContactMs: null,
    };

    expect(unsentAgeMs({ finishedAt: at(wrong - day), clockOffsetMs: fiveYears }, time)).toBe(day);
  });

  it('is not fooled by a clock set five years forward since, once the server has spoken [C-31]', () => {
    // Finished yesterday by a clock that was right; set forward; the server spoke an hour ago and was refused the forms.
    const wall = noon + fiveYears;
    const time = {
      wallMs: wall,
      offsetMs: -fiveYears,
      contactWallMs: wall - hour,
      sinceContactMs: hour,
    };

    expect(unsentAgeMs({ finishedAt: at(noon - day), clockOffsetMs: 0 }, time)).toBe(day);
  });

  it('is not fooled by a clock set five years back since, once the server has spoken [C-31]', () => {
    const wall = noon - fiveYears;
    const time = {
      wallMs: wall,
      offsetMs: fiveYears,
      contactWallMs: wall - hour,
      sinceContactMs: hour,
    };

    expect(unsentAgeMs({ finishedAt: at(noon - 4 * day), clockOffsetMs: 0 }, time)).toBe(4 * day);
  });

  it('counts a jump of the clock in this run not at all [C-31]', () => {
    // An hour has passed since the server spoke; the wall says that it is a year later.
    const time = {
      wallMs: noon + 365 * day,
      offsetMs: 0,
      contactWallMs: noon,
      sinceContactMs: hour,
    };

    expect(unsentAgeMs({ finishedAt: at(noon - hour), clockOffsetMs: 0 }, time)).toBe(2 * hour);
  });

  it('is at least what had passed when the server last spoke, though the clock was set back after [C-31]', () => {
    const time = {
      wallMs: noon - fiveYears,
      offsetMs: 0,
      contactWallMs: noon,
      sinceContactMs: null,
    };

    expect(unsentAgeMs({ finishedAt: at(noon - 4 * day), clockOffsetMs: 0 }, time)).toBe(4 * day);
  });
});

it('of many the oldest counts, and an unknown age is told beside it [C-31]', () => {
  const items = [noon - hour, noon - 2 * day, noon - day].map((ms) => ({ finishedAt: at(ms) }));

  expect(oldestAge(items, alone)).toEqual({ ms: 2 * day, isUnknown: false });
  expect(oldestAge([...items, { finishedAt: at(noon + day) }], alone)).toEqual({
    ms: 2 * day,
    isUnknown: true,
  });
  expect(oldestAge([], alone)).toEqual({ ms: 0, isUnknown: false });
});
