import { ok } from '@sipas/shared/kernel';
import type { Incident, IncidentEntryRequest, IncidentList, NewIncident } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';
import type { OfficeApi } from '../../../ports/office-api.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const now = '2026-11-25T03:00:00.000Z' as Incident['facts']['noticedAt'];
const noticedAt = '2026-11-25T01:30:00.000Z' as typeof now;
const rules = { source: 'Luật 91/2025/QH15', noticeHours: 72, nearHours: 24, pressingHours: 6 };
const facts = { noticedAt, beganAt: null, what: 'Mất một máy', data: [], peopleMost: null };
const nothing = { doneAt: null, verdict: null, reference: null, corrects: null };
const one = (more: Partial<Incident> = {}): Incident => ({
  ...{ id: '01999999-0000-7000-8000-0000000000c1' as Incident['id'], revision: 1, facts },
  ...{ clock: { noticedAt, notifiedAt: null, noDutyAt: null }, closed: false },
  history: [{ ...nothing, revision: 1, step: 'opened', at: now, by: 'Lan', facts, note: '' }],
  ...more,
});
const clocks = {
  ...{ now, rules },
  clocks: [
    { id: one().id, suspected: true, noticedAt },
    { id: one().id, suspected: false, noticedAt },
  ],
};

function open(
  incidents: readonly Incident[],
  answers: Partial<OfficeApi> = {},
  at: { place: string; role: 'admin' | 'analyst' | 'data-protection' } = {
    ...{ place: '#/su-co', role: 'data-protection' },
  },
) {
  const classes: IncidentList['classes'] = [
    { id: 'form:sensitive', kind: 'form', class: 'sensitive', records: [{ vi: 'P', en: 'F' }] },
  ];
  const list: IncidentList = { now, rules, classes, incidents: [...incidents] };
  leave = showConsole({
    ...at,
    answers: {
      incidents: () => Promise.resolve(ok(list)),
      incidentClocks: () => Promise.resolve(ok(clocks)),
      ...answers,
    },
  });
}

it('shows the clock at the head of a screen to who keeps the registers, and to nobody else', async () => {
  open([], {}, { place: '#/tai-khoan', role: 'admin' });
  const clock = page.getByText(/^Còn 2\sngày\s22\sgiờ để báo, hạn 28\/11\/2026 08:30$/);
  await expect.element(clock).toBeVisible();
  await expect.element(page.getByText('Nghi ngờ mới, chưa ai đánh giá.')).toBeVisible();
  await expect.element(page.getByText('Còn 1 sự cố khác chưa báo.')).toBeVisible();
  await leave?.();

  let asked = 0;
  const incidentClocks = () => {
    asked += 1;
    return Promise.resolve(ok(clocks));
  };
  open([], { incidentClocks }, { place: '#/tai-khoan', role: 'analyst' });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.element(clock).not.toBeInTheDocument();
  expect(asked).toBe(0);
});

it('sends a suspicion of anybody in one text, and says that it was heard', async () => {
  const said: string[] = [];
  const answers: Partial<OfficeApi> = {
    reportSuspicion: ({ what }) => {
      said.push(what);
      return Promise.resolve(ok({ id: one().id, heardAt: now }));
    },
  };
  open([], answers, { place: '#/tai-khoan', role: 'analyst' });
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.click();
  await page.getByRole('button', { name: 'Báo nghi ngờ sự cố' }).click();
  const send = page.getByRole('button', { name: 'Báo ngay' });
  await send.click();
  expect(said).toEqual([]);
  await page.getByLabelText('Bạn nghi chuyện gì').fill('Mất điện thoại');
  await send.click();

  await expect.element(page.getByText(/^Đã báo lúc 25\/11\/2026 10:00\./)).toBeVisible();
  expect(said).toEqual(['Mất điện thoại']);
});

it('enters an incident that was noticed just now, with what is known', async () => {
  const sent: NewIncident[] = [];
  open([], {
    openIncident: (known) => {
      sent.push(known);
      return Promise.resolve(ok(one()));
    },
  });
  await expect.element(page.getByText('Chưa có sự cố nào.')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi sự cố' }).click();
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();
  await expect.element(page.getByText('Cần điền ô này.')).toBeVisible();
  await page.getByLabelText('Chuyện gì đã xảy ra').fill('Lộ tệp');
  await page.getByRole('checkbox', { name: /Phiếu: nhạy cảm/ }).click();
  await page.getByLabelText('Nhiều nhất bao nhiêu người').fill('40');
  await page.getByRole('button', { name: 'Ghi vào sổ' }).click();

  await expect
    .poll(() => sent)
    .toEqual([
      { noticedAt: now, beganAt: null, what: 'Lộ tệp', data: ['form:sensitive'], peopleMost: 40 },
    ]);
});

it('adds the notice under its number, and shows a page to print with what is not known', async () => {
  const sent: IncidentEntryRequest[] = [];
  open([one()], {
    addIncidentEntry: (_, entry) => {
      sent.push(entry);
      return Promise.resolve(ok(one()));
    },
  });
  await page.getByRole('button', { name: /^Mở sự cố phát hiện/ }).click();
  const paper = page.getByRole('article', { name: /Thông báo vi phạm/ });
  await expect.element(paper).toMatchTextContent(/Mất một máy/);
  await expect.element(paper).toMatchTextContent(/Bắt đầu lúc: Chưa biết/);
  await page.getByLabelText('Ghi thêm', { exact: true }).selectOptions('notified');
  await page.getByRole('button', { name: 'Ghi thêm bước này' }).first().click();
  expect(sent).toEqual([]);
  await page.getByLabelText('Số văn bản đã báo').fill('12/BC-SNV');
  await page.getByRole('button', { name: 'Ghi thêm bước này' }).first().click();

  await expect
    .poll(() => sent)
    .toEqual([
      {
        ...{ step: 'notified', revision: 1, doneAt: now, corrects: null, note: '' },
        reference: '12/BC-SNV',
      },
    ]);
});
