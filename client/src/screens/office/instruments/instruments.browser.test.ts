import { ok, refuse } from '@sipas/shared/kernel';
import {
  type InstrumentDiff,
  type InstrumentSummary,
  instrumentDiffSchema,
  instrumentListSchema,
} from '@sipas/shared/wire';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { InstrumentDiffQuery } from '../../../ports/instrument-api.ts';
import type { ApiFailure } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const names = { a: 'a'.repeat(64), b: 'b'.repeat(64), d: 'd'.repeat(64) };
const version = (name: keyof typeof names, number: number, waves: readonly string[]) => ({
  ...{ version: names[name], number, title: 'Phiếu giao dịch', questions: 40, criteria: 22 },
  waves: waves.map((wave, place) => ({
    id: `019ab0d4-7b60-7000-8000-00000000000${String(place)}`,
    name: wave,
  })),
});
const form = {
  ...{ id: 'transaction-5-factor', title: 'Phiếu giao dịch' },
  versions: [version('b', 2, ['Đợt 2026']), version('a', 1, ['Đợt 2025', 'Đợt 2026'])],
};
const alone = { id: 'household', title: 'Phiếu hộ', versions: [version('d', 1, [])] };
const { instruments } = v.parse(instrumentListSchema, { instruments: [alone, form] });

type Row = InstrumentDiff['rows'][number];
const row = (code: string, more: Partial<Row>): Row => ({
  ...{ part: 'question', code, section: 'C', label: `Câu ${code}`, kind: 'changed' },
  ...{ member: 'text', item: '', language: 'vi', before: null, after: null },
  ...{ effect: 'none', grade: 'comparable', figures: [] },
  ...more,
});
const diff: InstrumentDiff = v.parse(instrumentDiffSchema, {
  instrument: form.id,
  before: version('a', 1, []),
  after: version('b', 2, []),
  verdict: 'breaks',
  rows: [
    row('t1', { before: 'Thái độ phục vụ', after: 'Thái độ tiếp đón' }),
    row('t2', {
      ...{ member: 'required', language: '', before: null, after: 'true()' },
      ...{ effect: 'asked', grade: 'breaks' },
      figures: [
        { kind: 'criterion', code: 't2', label: 'Câu t2' },
        { kind: 'factor', code: 'B', label: 'Thủ tục' },
        { kind: 'overall', code: '', label: '' },
      ],
    }),
    row('t9', {
      ...{ kind: 'added', member: 'question', after: 'Góp ý thêm?' },
      ...{ effect: 'apart', grade: 'extends' },
    }),
  ],
});
const same: InstrumentDiff = { ...diff, verdict: 'same', rows: [] };

function show(
  place: string,
  answer: InstrumentDiff = diff,
  list: readonly InstrumentSummary[] = instruments,
): InstrumentDiffQuery[] {
  const asked: InstrumentDiffQuery[] = [];
  leave = showConsole({
    place: `#/phieu-hoi${place}`,
    role: 'analyst',
    answers: {
      instruments: () => Promise.resolve(ok(list)),
      instrumentDiff: (query) => {
        asked.push(query);
        return Promise.resolve(ok(answer));
      },
    },
  });
  return asked;
}
const rowOf = (name: RegExp) => page.getByRole('row', { name });
const marks = (tag: 'del' | 'ins') =>
  [...document.querySelectorAll(`.said ${tag}`)].map(({ textContent }) => textContent);

it('lists versions with their waves, and puts the newest beside the one before it [W-44]', async () => {
  const asked = show('');

  await expect.element(rowOf(/Phiếu giao dịch.*Bản 2 \(bbbbbbbb\).*Đợt 2026/)).toBeVisible();
  await expect.element(rowOf(/household.*chưa đợt nào/)).toBeVisible();
  await expect
    .poll(() => asked)
    .toEqual([{ instrument: form.id, before: names.a, after: names.b }]);
  await expect
    .element(page.getByText('Số liệu hai bản không so sánh được', { exact: true }))
    .toBeVisible();
  await expect
    .element(
      page.getByText('1 câu thêm; 2 câu, mục đổi; 1 thay đổi làm số liệu không so sánh được.'),
    )
    .toBeVisible();
});

it.each([
  [1280, 'side by side', ['Câu, mục', 'Thay đổi', 'Bản trước', 'Bản sau', 'Ảnh hưởng đến so sánh']],
  [360, 'one below the other', ['Câu, mục', 'Thay đổi']],
])(
  'at %i px the versions stand %s, words of one alone marked by a line as well [W-43]',
  async (width, _, heads) => {
    await page.viewport(width, 800);
    show('');

    await expect.element(rowOf(/^t1/)).toBeVisible();
    expect([marks('del'), marks('ins')]).toEqual([['phục vụ'], ['tiếp đón']]);
    const line = (tag: string) => {
      const element = document.querySelector(`.said ${tag}`);
      return element === null ? '' : getComputedStyle(element).textDecorationLine;
    };
    expect([line('del'), line('ins')]).toEqual(['line-through', 'underline']);
    await expect
      .element(
        rowOf(
          /^t2.*Bắt buộc khi đổi.*\(không có\).*luôn luôn.*Hỏi người khác.*Không so sánh được: tiêu chí t2, yếu tố “Thủ tục” \(B\), chỉ số chung/,
        ),
      )
      .toBeVisible();
    const table = page.getByRole('table', { name: '3 trong 3 thay đổi' }).element();
    expect([...table.querySelectorAll('thead th')].map((head) => head.textContent.trim())).toEqual(
      heads,
    );
  },
);

it('shows what the address filters, and writes a filter and versions into it [W-44]', async () => {
  const asked = show('?hien=sua-chu');

  await expect.element(page.getByText('1 trong 3 thay đổi')).toBeVisible();
  await expect.element(rowOf(/^t2/)).not.toBeInTheDocument();
  await page.getByLabelText('Hiện').selectOptions('Chỉ thay đổi ảnh hưởng đến so sánh');
  await expect.element(page.getByText('2 trong 3 thay đổi')).toBeVisible();
  expect(location.hash).toBe('#/phieu-hoi?hien=anh-huong');

  await page.getByLabelText('Bản sau').selectOptions('Bản 1 (aaaaaaaa)');
  await expect.poll(() => asked.at(-1)).toMatchObject({ before: names.a, after: names.a });
  const short = 'aaaaaaaaaaaa';
  expect(location.hash).toBe(
    `#/phieu-hoi?hien=anh-huong&phieu=${form.id}&sau=${short}&truoc=${short}`,
  );
});

it('says so where nothing differs, or nothing of what was asked for', async () => {
  show('', same);
  await expect.element(page.getByText('Hai bản như nhau')).toBeVisible();
  await expect.element(page.getByLabelText('Hiện')).not.toBeInTheDocument();
  await leave?.();

  show('?hien=sua-chu', { ...diff, rows: diff.rows.slice(1) });
  await expect.element(page.getByText('Không có thay đổi nào thuộc loại này.')).toBeVisible();
});

it('says so where there is one version, none, or not that one [W-44]', async () => {
  const asked = show('?phieu=household');
  await expect.element(page.getByText('Phiếu này mới có một bản')).toBeVisible();
  await leave?.();

  show('?phieu=census');
  await expect.element(page.getByText('Không có phiếu hỏi hay bản nào tên “census”')).toBeVisible();
  await page.getByLabelText('Phiếu hỏi').selectOptions('Phiếu giao dịch (transaction-5-factor)');
  await expect.element(rowOf(/^t1/)).toBeVisible();
  await leave?.();

  show('', diff, []);
  await expect.element(page.getByText('Máy chủ chưa có phiếu hỏi nào')).toBeVisible();
  expect(asked).toEqual([]);
});

it('tells why there is no difference, and asks again', async () => {
  const problem: ApiFailure = {
    tag: 'problem',
    problem: {
      ...{ type: 'urn:sipas:problem:instrument.version-not-found', title: '', status: 404 },
      ...{ code: 'instrument.version-not-found', recovery: 'needs-person', requestId: 'r' },
      detail: 'Phiếu hỏi không có bản này; mã của bản ở trong ngoặc.',
    },
  };
  let isThere = false;
  leave = showConsole({
    place: '#/phieu-hoi',
    role: 'admin',
    answers: {
      instruments: () => Promise.resolve(ok(instruments)),
      instrumentDiff: () => Promise.resolve(isThere ? ok(same) : refuse(problem)),
    },
  });

  await expect.element(page.getByText(/Phiếu hỏi không có bản này/)).toBeVisible();
  isThere = true;
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect.element(page.getByText('Hai bản như nhau')).toBeVisible();
});
