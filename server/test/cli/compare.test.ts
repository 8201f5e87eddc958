import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, type Instant } from '@sipas/shared/kernel';
import type { Storage } from '../../src/ports/index.ts';
import { readReference, shippedData } from '../../src/reference-data/read-reference.ts';
import { createSqliteStorage } from '../../src/storage-sqlite/index.ts';
import { loadReference } from '../../src/use-cases/load-reference.ts';
import { createJudge } from '../conformance/judge-lines.ts';
import { fieldsOf } from '../world/fields-of.ts';
import { createTestPhone } from '../world/phone.ts';
import { enrolPhone, newId } from '../world/setup-world.ts';
import { smallInstrument, smallVersion } from '../world/small-survey.ts';
import { jsonOf, refusalOf, runHere, runHereWith, setupFolder } from './run-sipas.ts';

/**
 * Two waves over the small form (criteria q1, q2), with a minimum base of 2.
 *
 * | wave  | units of   | commune                    | forms: q1 q2           |
 * |-------|------------|----------------------------|------------------------|
 * | cũ    | 2024-06-01 | 29548 Phường 1             | 4 × 4 4                |
 * |       |            | 29551 Phường 2             | 2 × 3 3                |
 * |       |            | 29542 Phường 9             | 2 × 4 3                |
 * |       |            | 29761 Loan Mỹ              | 2 × 3 3                |
 * |       |            | 29764 Ngãi Tứ (split)      | 4 × 5 5                |
 * |       |            | 29767 Bình Ninh            | 2 × 4 4                |
 * |       |            | 29821 thị trấn Trà Ôn (split) | 2 × 1 1             |
 * | mới   | 2025-07-01 | 29551 Phường Long Châu     | 3 × 4 4, 1 × 3 3       |
 * |       |            | 29767 Xã Ngãi Tứ           | 4 × 5 5                |
 * | ít    | 2024-06-01 | 29548 Phường 1             | 4 × 4 4                |
 * |       |            | 29551 Phường 2             | 1 × 3 3                |
 * |       |            | 29542 Phường 9             | 2 × 4 4                |
 */
const forms = {
  old: [
    ...['29548', 4, '44', '29551', 2, '33', '29542', 2, '43', '29761', 2, '33'],
    ...['29764', 4, '55', '29767', 2, '44', '29821', 2, '11'],
  ],
  new: ['29551', 3, '44', '29551', 1, '33', '29767', 4, '55'],
  few: ['29548', 4, '44', '29551', 1, '33', '29542', 2, '44'],
};
const now = '2026-11-23T08:00:00.000Z' as Instant;

let place: Awaited<ReturnType<typeof setupFolder>>;
const waves = { old: '', new: '', few: '', other: '', later: '' };
const compare = (...args: string[]) => runHere(place.folder, 'compare', ...args);

beforeAll(async () => {
  place = await setupFolder();
  const dataDir = join(place.folder, 'var');
  const storage = await createSqliteStorage({
    dataDir,
    clock: { now: () => now },
    ids: { uuid7: newId },
  });
  await plantReference(storage);
  waves.old = await addWave(storage, 'Đợt cũ', { catalogue: '2024-06-01', instrument: 'small' });
  waves.new = await addWave(storage, 'Đợt mới', { catalogue: '2025-07-01', instrument: 'small' });
  waves.few = await addWave(storage, 'Đợt ít', { catalogue: '2024-06-01', instrument: 'small' });
  waves.later = await addWave(storage, 'Đợt sau', { catalogue: '2025-07-01', instrument: 'small' });
  const transaction = { catalogue: '2025-07-01', instrument: 'transaction-5-factor' };
  waves.other = await addWave(storage, 'Đợt khác', transaction);
  const user = { id: newId(), username: 'a', name: 'A', role: 'surveyor' as const };
  await storage.people.addUser({ ...user, passwordHash: '', areas: ['86'] }, now);
  await send(storage, user, 'old', '2024-06-01');
  await send(storage, user, 'new', '2025-07-01');
  await send(storage, user, 'few', '2024-06-01');
  await storage.keeper.close();
}, 120_000);
afterAll(() => place.remove());

async function plantReference(storage: Storage): Promise<void> {
  const reference = await readReference(shippedData);
  if (!reference.ok) throw new Error(reference.error.detail);
  await loadReference(storage.waves, reference.value);
  const small = { id: 'small', version: smallVersion, canonical: canonicalJson(smallInstrument) };
  const nothing = { units: [], successions: [], groupings: [] };
  await storage.waves.addReference({ ...nothing, instruments: [small] });
}

async function addWave(
  storage: Storage,
  name: string,
  { catalogue, instrument }: { readonly catalogue: string; readonly instrument: string },
): Promise<string> {
  const known = await storage.waves.instruments();
  const id = newId();
  const wave = {
    ...{ id, name, status: 'open' as const, catalogue, scheme: 'criterion_mean' as const },
    ...{ minimumBase: 2, minimumCell: 2, districtGrouping: 'huyen-cu', allowanceVnd: null },
    instrumentKeys: known.filter((one) => one.id === instrument).map(({ key }) => key),
  };
  await storage.waves.addWave(wave, [], now);
  return id;
}

async function send(
  storage: Storage,
  user: { readonly id: string },
  wave: 'old' | 'new' | 'few',
  catalogue: string,
): Promise<void> {
  const enrolled = await enrolPhone(storage, user, now);
  const phone = createTestPhone({ ...enrolled, waveId: waves[wave], newId });
  const judge = await createJudge(storage, phone);
  const plan = forms[wave];
  for (let at = 0; at < plan.length; at += 3) {
    const [commune, count, ratings] = plan.slice(at, at + 3).map(String);
    const [q1, q2] = (ratings ?? '').split('');
    const lines = Array.from({ length: Number(count) }, () =>
      phone.line({
        envelope: { catalogue },
        body: { unit: { commune, village: 'Khóm 1' } },
        answers: { q1, q2 },
      }),
    );
    const receipts = await storage.responses.storeOnce(lines.map(judge), now);
    expect(receipts.map(({ code }) => code)).toEqual(lines.map(() => null));
  }
}

describe('compare on the units of the later wave', () => {
  test('carries whole communes exactly and shares out split ones [P-60]', async () => {
    const { exit, out } = await compare(waves.old, waves.new, '--level', 'commune');

    // Long Châu before: 8 forms, q1 6/8, q2 4/8, mean 62.50; measured 11,208 of 13,807 households, Trường An was not.
    // Ngãi Tứ before: Loan Mỹ 2 forms, Bình Ninh 2, half of Ngãi Tứ 2 and of thị trấn Trà Ôn 1: 4 satisfied of 7 = 57.14;
    // measured 3,397 + 2,671 + 1,889 + 2,763/2 = 9,338.5 of 10,946 households. Before 62.50 was first, then 100.00 is.
    expect(exit).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe('Đợt cũ → Đợt mới, đơn vị ngày 2025-07-01, criterion_mean');
    expect(lines.filter((line) => line.includes('điểm'))).toEqual([
      '29551\tPhường Long Châu\t62,50 (n = 8)\t75,00 (n = 4)\t+12,50 điểm %\t-1 bậc',
      '29767\tXã Ngãi Tứ\t57,14 (n = 7)\t100,00 (n = 4)\t+42,86 điểm %\t+1 bậc\tgần đúng',
    ]);
    // Of Cái Vồn only half of Ngãi Tứ was asked: 1,889 of 9,589.5 households.
    expect(lines).toContain(
      '29770\tPhường Cái Vồn\t– (n = 2)\t– (n = 0)\t–\t–\tkhông so sánh được',
    );
    expect(lines).toHaveLength(1 + 124);
  });

  test('says more when less overlap is asked for, and less when more [P-60]', async () => {
    const standings = async (overlap: string) => {
      const asked = ['--level', 'commune', '--overlap', overlap, '--json'];
      const { rows } = jsonOf(await compare(waves.old, waves.new, ...asked)) as {
        rows: { unit: string; before: { standing: string; overlapHundredths: number } }[];
      };
      return ['29551', '29767'].map((code) => {
        const before = rows.find(({ unit }) => unit === code)?.before;
        return [before?.standing, before?.overlapHundredths];
      });
    };

    // 11208/13807 = 81.1762… %; 9338.5/10946 = 85.3142… %.
    expect(await standings('82')).toEqual([
      ['not-comparable', 8118],
      ['approximate', 8531],
    ]);
    expect(await standings('81')).toEqual([
      ['exact', 8118],
      ['approximate', 8531],
    ]);
  });

  test('does not take old Vĩnh Long for the new province [P-60]', async () => {
    const { out } = await compare(waves.old, waves.new);

    // Old Vĩnh Long has 30.27 % of the households of the new one.
    expect(out).toContain(
      '86\tTỉnh Vĩnh Long\t– (n = 18)\t87,50 (n = 8)\t–\t–\tkhông so sánh được\n',
    );
  });
});

describe('compare on older units', () => {
  test('puts the province beside what was announced of it [P-60] [S-15]', async () => {
    const { out } = await compare(waves.old, waves.new, '--on', '2025-06-30');

    // Before: q1 (4 + 2 + 4 + 2)/18, q2 (4 + 4 + 2)/18, mean 22/36 = 61.11. After: 7 of 8 twice. 87.50 − 61.11 = 26.39.
    const lines = out.trimEnd().split('\n');
    expect(lines).toContain(
      '86\tTỉnh Vĩnh Long\t61,11 (n = 18)\t87,50 (n = 8)\t+26,39 điểm %\t0 bậc',
    );
    expect(lines).toContain('83\tTỉnh Bến Tre\t– (n = 0)\t– (n = 0)\t–\t–\tkhông so sánh được');
    expect(lines).toContain(
      'công bố\tTỉnh Vĩnh Long (cũ) 2024 (ho-gia-dinh)\t81,75\thạng 53/63\tbaovinhlong.com.vn 5/2025',
    );
    expect(lines.some((line) => line.startsWith('công bố\tCả nước 2024'))).toBe(true);
  });

  test('shares new communes out by households to the districts they came from [P-60]', async () => {
    const { out } = await compare(
      waves.old,
      waves.new,
      '--level',
      'district',
      '--on',
      '2025-06-30',
    );

    // Xã Ngãi Tứ of 2025: 10,946 households, 2,989 from thị trấn Trà Ôn (862), the others from Tam Bình (860).
    // 4 × 7957/10946 = 2.91 and 4 × 2989/10946 = 1.09 forms. Thành phố Vĩnh Long is second both times (62.50, 75.00).
    const tamBinh = out.split('\n').find((line) => line.startsWith('860'));
    expect(tamBinh).toBe(
      '860\tHuyện Tam Bình\t75,00 (n = 8)\t100,00 (n = 3)\t+25,00 điểm %\t0 bậc\tgần đúng',
    );
    // Of Trà Ôn the later wave asked only what lies in xã Ngãi Tứ.
    expect(out).toContain('862\tHuyện Trà Ôn\t0,00 (n = 2)\t– (n = 1)\t–\t–\tkhông so sánh được');
  });
});

test('writes the comparison as CSV [X-60]', async () => {
  const ran = await compare(waves.old, waves.new, '--level', 'commune', '--out', 'thay-doi.csv');

  const text = await readFile(join(place.folder, 'thay-doi.csv'), 'utf8');
  const [header, ...lines] = text.replace('\uFEFF', '').trimEnd().split('\n');
  expect(ran.out.trim()).toBe(join(place.folder, 'thay-doi.csv'));
  expect(header).toBe(
    'before_wave,after_wave,before_edition,after_edition,catalogue,instrument_id,scheme,level,before_minimum_base,before_minimum_cell,after_minimum_base,after_minimum_cell,' +
      'unit_code,unit_name,figure_code,figure_label,' +
      'before_percent,before_low,before_high,before_interval_status,before_valid,before_rank,before_overlap_percent,before_standing,' +
      'after_percent,after_low,after_high,after_interval_status,after_valid,after_rank,after_overlap_percent,after_standing,' +
      'change_points,change_low_points,change_high_points,change_is_clear,change_ranks,standing',
  );
  expect(lines.find((line) => line.includes(',29767,'))).toBe(
    'Đợt cũ,Đợt mới,,,2025-07-01,small,criterion_mean,commune,2,2,2,2,' +
      '29767,Xã Ngãi Tứ,overall,Chỉ số hài lòng chung,57.14,,,insufficient,7,2,85.31,approximate,' +
      '100.00,,,insufficient,4,1,100.00,exact,42.86,,,,1,approximate',
  );
});

test('says that figures of waves that are not frozen may not leave, and their files are named so [X-60]', async () => {
  await mkdir(join(place.folder, 'thư mục'), { recursive: true });
  const shown = await compare(waves.old, waves.new, '--json');
  const told = await compare(waves.old, waves.new, '--out', 'thư mục');

  expect(jsonOf(shown)).toMatchObject({ level: 'province' });
  for (const { err } of [shown, told])
    expect(err).toBe(
      'Số liệu chưa chốt (“Đợt cũ”, “Đợt mới”): đây là số đang làm, không đưa ra ngoài.\n',
    );
  const file = join(
    ...[place.folder, 'thư mục'],
    'sipas_changes_dot-moi_dot-cu_chua-chot_small_province_overall.csv',
  );
  expect(told.out.trim()).toBe(file);
  expect(await readFile(file, 'utf8')).toContain('Đợt cũ');
});

describe('compare of a wave that hides a unit', () => {
  test('hides its change too, on whatever units would tell it [S-43]', async () => {
    // One form of Phường 2 is too few. The district (7) less Phường 1 (4) less Phường 9 (2) would be that form, so the wave
    // hides Phường 9, which costs least.
    const rowsOn = async (...asked: string[]) => {
      const { out } = await compare(waves.few, waves.old, '--on', '2024-06-01', ...asked);
      return out.split('\n').filter((line) => /^(29542|29548|29551|855)\t/.test(line));
    };

    expect(await rowsOn('--level', 'commune')).toEqual([
      '29542\tPhường 9\t– (n = 2)\t50,00 (n = 2)\t–\t–\tđược ẩn',
      '29548\tPhường 1\t100,00 (n = 4)\t100,00 (n = 4)\t0,00 điểm %\t0 bậc',
      '29551\tPhường 2\t– (n = 1)\t0,00 (n = 2)\t–\t–\tkhông đủ mẫu',
    ]);
    // 6/7 = 85.71; the other wave has 62.50. How far that may be off would tell the one form (S-45).
    expect(await rowsOn('--level', 'district')).toEqual([
      '855\tThành phố Vĩnh Long\t85,71 (n = 7)\t62,50 (n = 8)\t-23,21 điểm % (khoảng tin cậy được ẩn)\t0 bậc',
    ]);
  });

  test('shows what adds up from units that it shows [S-43]', async () => {
    const { out } = await compare(waves.few, waves.new, '--level', 'commune');

    // Long Châu is all that the wave asked in the district.
    expect(out).toContain('29551\tPhường Long Châu\t85,71 (n = 7)\t75,00 (n = 4)');
  });
});

test('says how far a change may be off, from the villages of both waves [S-21]', async () => {
  const asked = ['--level', 'commune', '--by', 'criterion', '--on', '2025-07-01'];
  const { out } = await compare(waves.old, waves.old, ...asked);

  // q1 of Long Châu, 6/8: its three villages bring (4 − 3) / 8, (0 − 1.5) / 8, (2 − 1.5) / 8, variance 3/2 · 0.0546875. The same
  // wave twice: 0 ± t(4) 2.7764 · √(2 · 0.0820313) = ± 1.1246 (R 4.2.2).
  expect(out).toContain(
    '29551\tPhường Long Châu\tq1\t75,00 (n = 8)\t75,00 (n = 8)\t0,00 điểm % (-112,46 đến +112,46: chưa rõ tăng hay giảm)',
  );
});

test('compares by criterion under another scheme [P-60]', async () => {
  const asked = ['--level', 'commune', '--by', 'criterion', '--scheme', 'pooled_answers'];
  const { out } = await compare(waves.old, waves.new, ...asked);

  expect(out).toContain('29551\tPhường Long Châu\tq2\t50,00 (n = 8)\t75,00 (n = 4)\t+25,00 điểm %');
});

test('refuses waves whose versions break the series [P-60]', async () => {
  const broken = { ...smallInstrument, satisfiedOptions: ['5'] };
  await writeFile(join(place.folder, 'broken.json'), JSON.stringify(broken));
  const asked = ['broken.json', '--wave', waves.later, '--accept', 'breaks'];
  const questions = broken.sections.flatMap((section) => section.questions.map(({ code }) => code));
  const registry = join(place.folder, 'fields.json');
  await writeFile(registry, JSON.stringify(fieldsOf(broken.id, questions)));
  const environment = { SIPAS_FIELD_REGISTRY: registry };
  const published = await runHereWith(
    place.folder,
    environment,
    ...['instrument', 'publish', ...asked],
  );

  const ran = await compare(waves.old, waves.later, '--json');

  expect(published.exit).toBe(0);
  expect([ran.exit, refusalOf(ran)]).toEqual([1, 'report.series-broken']);
});

test.each([
  ['an unknown wave', () => ['none', waves.new], 'wave.unknown'],
  ['an unknown later wave', () => [waves.old, 'none'], 'wave.unknown'],
  ['villages', () => [waves.old, waves.new, '--level', 'village'], 'report.unknown-level'],
  [
    'a grouping of another time',
    () => [waves.old, waves.new, '--on', '2025-06-30', '--level', 'grouping:huyen-cu'],
    'report.unknown-level',
  ],
  ['waves with different forms', () => [waves.old, waves.other], 'report.unknown-instrument'],
])('refuses %s [P-60]', async (_, args, code) => {
  const ran = await compare(...args(), '--json');

  expect([ran.exit, refusalOf(ran)]).toEqual([1, code]);
});
