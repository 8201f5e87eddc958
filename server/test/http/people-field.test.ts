import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'valibot';
import {
  type Progress,
  deviceListSchema,
  enrolmentSchema,
  keptApartListSchema,
  progressSchema,
  surveyorListSchema,
} from '@sipas/shared/wire';
import { type PeopleWorld, type Username, code } from './people-world.ts';
import { setupSmallCase } from './people-small-case.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await setupSmallCase();
}, 120_000);
afterAll(() => world.close());

async function progress(who: Username, level = 'commune'): Promise<Progress> {
  const answer = await world.ask(who, `/api/v1/waves/${world.waveId}/progress?level=${level}`);
  return parse(progressSchema, await answer.json());
}

describe('progress', () => {
  test('counts what was wanted, accepted, refused and waits [P-11]', async () => {
    const { total, units, surveyors } = await progress('office');

    // Three villages of 4; six forms; one refusal: 6 / 7 = 85.714… %.
    expect(total).toMatchObject({ target: 12, accepted: 6, refused: 1, keptApart: 1, excluded: 0 });
    expect(total.responseRatePercent).toBe('85.71');
    expect(units).toHaveLength(124);
    expect(units.find(({ code }) => code === '29551')).toEqual({
      code: '29551',
      name: 'Phường Long Châu',
      target: 4,
      accepted: 3,
      refused: 1,
      keptApart: 0,
      excluded: 0,
      responseRatePercent: '75.00',
      lastReceivedAt: '2026-11-20T02:00:00.000Z',
    });
    expect(units.find(({ code }) => code === '28777')).toMatchObject({
      accepted: 0,
      responseRatePercent: null,
    });
    expect(surveyors.map((row) => [row.code, row.accepted, row.keptApart])).toEqual([
      ['surveyor-829', 2, 1],
      ['surveyor-855', 4, 0],
    ]);
  });

  test('is told of former districts and of villages', async () => {
    const districts = (await progress('office', 'district')).units;
    expect(districts.find(({ code }) => code === '855')).toMatchObject({ target: 8, accepted: 4 });
    expect(districts.find(({ code }) => code === '829')).toMatchObject({
      accepted: 2,
      keptApart: 1,
    });

    const villages = (await progress('office', 'village')).units;
    expect(villages.map((row) => [row.code, row.name, row.accepted])).toEqual([
      ['28756/01', 'Ấp 1, Phường Phú Khương', 2],
      ['29551/01', 'Ấp 1, Phường Long Châu', 3],
      ['29590/01', 'Ấp 1, Phường Thanh Đức', 1],
    ]);
  });

  test('stays within the areas of the person, in every part [P-11]', async () => {
    const seen = await progress('office-855');

    expect(seen.total).toMatchObject({ target: 8, accepted: 4, refused: 1, keptApart: 0 });
    expect(seen.surveyors.map((row) => row.code)).toEqual(['surveyor-855']);
    expect(seen.units.map((row) => row.code)).not.toContain('28756');
    expect((await progress('office-855', 'province')).units).toEqual([]);
    expect((await progress('office-855', 'district')).units.map((row) => row.code)).toEqual([
      '855',
    ]);
  });
});

describe('what waits for a person', () => {
  const list = async (who: Username, query = '') => {
    const path = `/api/v1/waves/${world.waveId}/kept-apart${query}`;
    const answer = await world.ask(who, path, { headers: { 'Accept-Language': 'en' } });
    return parse(keptApartListSchema, await answer.json());
  };

  test('is listed with its reason and origin, and without an answer', async () => {
    const { items, total } = await list('office');

    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      outcome: 'quarantined',
      code: 'response.incomplete',
      detail: expect.stringMatching(/^t\d_\d/) as string,
      title: 'The form lacks a required answer; it is kept for a person.',
      surveyor: 'Người surveyor-829',
      device: 'Máy surveyor-829',
      commune: '28756',
      communeName: 'Phường Phú Khương',
    });
    expect(Object.keys(items[0] ?? {}).sort()).toEqual([
      'code',
      'commune',
      'communeName',
      'detail',
      'device',
      'outcome',
      'receipt',
      'receivedAt',
      'responseId',
      'surveyor',
      'title',
    ]);
  });

  test('is paged, and hidden from other areas [P-04]', async () => {
    expect(await list('office', '?limit=1&offset=1')).toEqual({ items: [], total: 1 });
    expect(await list('office-855')).toEqual({ items: [], total: 0 });
  });
});

describe('surveyors and their phones', () => {
  test('are listed where their areas meet those of the person [P-06]', async () => {
    const surveyors = async (who: Username) =>
      parse(surveyorListSchema, await (await world.ask(who, '/api/v1/surveyors')).json()).surveyors;

    expect((await surveyors('office')).map(({ username, devices }) => [username, devices])).toEqual(
      [
        ['surveyor', 0],
        ['surveyor-829', 1],
        ['surveyor-855', 1],
      ],
    );
    const seen = await surveyors('office-855');
    expect(seen.map(({ username }) => username)).toEqual(['surveyor', 'surveyor-855']);
    expect(seen[1]?.areas).toEqual([
      { code: 'grouping:huyen-cu:855', name: 'Thành phố Vĩnh Long' },
    ]);
    expect(await surveyors('admin-elsewhere')).toEqual([]);
  });

  test('show what each phone still holds, as it said [P-06]', async () => {
    const [phone] = (await world.storage.devices.list()).filter(
      ({ name }) => name === 'Máy surveyor-855',
    );
    await world.storage.devices.recordHello(
      phone?.id ?? '',
      {
        protocol: 1,
        deviceId: phone?.id as never,
        appVersion: '1.2.3',
        // Five lines came; the phone numbered seven.
        epochs: [{ epoch: 'e1', headSeq: 7, headHash: null }],
        lastReceipt: null,
        unsent: 2,
        oldestUnsentAt: '2026-11-20T01:00:00.000Z' as never,
        storage: { persisted: true, usage: null, quota: null },
      },
      world.now,
    );

    const answer = await world.ask('office-855', '/api/v1/devices');

    const { devices } = parse(deviceListSchema, await answer.json());
    expect(devices).toHaveLength(1);
    expect(devices[0]).toMatchObject({
      name: 'Máy surveyor-855',
      surveyor: 'Người surveyor-855',
      appVersion: '1.2.3',
      unsent: 2,
      received: 5,
      missing: 2,
      forks: 0,
    });
  });
});

describe('an enrolment', () => {
  const enrol = (who: Username, surveyor: unknown) =>
    world.ask(who, '/api/v1/enrolments', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ surveyor }),
    });
  const redeem = (typed: string) =>
    world.app.request('/api/v1/enrolments/redeem', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: typed, deviceName: 'Máy mới', platform: 'Android' }),
    });

  test('gives a code for ten minutes, in a link that carries it past the server [P-07]', async () => {
    const made = parse(enrolmentSchema, await (await enrol('office-855', 'surveyor-855')).json());

    expect(made.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(made.expiresAt).toBe('2026-11-20T02:10:00.000Z');
    expect(made.qr).toBe(`http://127.0.0.1:8080/#/nhan-may?ma=${made.code}`);
  });

  test('is redeemed however the code is typed, and once [P-08]', async () => {
    const made = parse(enrolmentSchema, await (await enrol('office', 'surveyor-855')).json());
    const typed = made.code
      .toLowerCase()
      .replaceAll('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');

    const first = await redeem(typed);
    const second = await redeem(made.code);

    expect(first.status).toBe(200);
    expect([second.status, await code(second)]).toEqual([410, 'enrolment.used']);
  });

  test.each([
    ['nobody', 'nobody-here', 404, 'user.unknown'],
    ['a surveyor of other areas', 'surveyor-829', 404, 'user.unknown'],
    ['who is no surveyor', 'analyst', 409, 'user.not-surveyor'],
    ['a blank name', '', 400, 'request.malformed'],
    ['no text', 7, 400, 'request.malformed'],
  ])('is refused for %s [P-07]', async (_, surveyor, status, expected) => {
    const answer = await enrol('office-855', surveyor);

    expect([answer.status, await code(answer)]).toEqual([status, expected]);
  });
});
