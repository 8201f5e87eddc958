import { ok } from '@sipas/shared/kernel';
import type { CareReport } from '@sipas/shared/wire';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { showConsole } from '../../../../test/office/show-console.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  leave = undefined;
});

const sound: CareReport = {
  backupsBy: 'server',
  everyMinutes: 60,
  hasSecondPlace: true,
  running: null,
  lastReceipt: 3012,
  safeReceipt: 3012,
  backup: {
    name: 'sipas-20261126T030000000Z.sqlite',
    madeAt: '2026-11-26T03:00:00.000Z' as never,
    receipt: 3012,
    envelopes: 3012,
    bytes: 12_340_000,
    inSecondPlace: true,
  },
  kept: 26,
  fromFuture: 0,
  failure: null,
  drill: {
    at: '2026-11-25T19:05:00.000Z' as never,
    name: 'sipas-20261125T190000000Z.sqlite',
    envelopes: 3000,
    differences: 0,
    tookMs: 4200,
  },
  forgotten: null,
  fuller: null,
  keys: { notCopied: 0, waiting: 0 },
};

function setup(
  reports: readonly Partial<CareReport>[],
  role: 'office' | 'admin' = 'admin',
): { asked: string[] } {
  const asked: string[] = [];
  const left = [...reports];
  const next = () => ({ ...sound, ...(left.length > 1 ? left.shift() : left[0]) });
  const answer = (what: string) => () => {
    asked.push(what);
    return Promise.resolve(ok(next()));
  };
  leave = showConsole({
    place: '#/sao-luu',
    role,
    answers: { care: answer('care'), backUpNow: answer('backup') },
  });
  return { asked };
}

const main = () => page.getByRole('main');

it('says when and where the last backup was made, and how the last trial restore ended', async () => {
  setup([{}]);

  await expect
    .element(main())
    .toMatchTextContent(/26\/11\/2026 10:00.*3\.012 dòng đã nhận, 12 MB/s);
  await expect
    .element(main())
    .toMatchTextContent(/Đang giữ 26 bản sao.*Nơi thứ hai đã đọc lại, đúng/s);
  await expect
    .element(main())
    .toMatchTextContent(/26\/11\/2026 02:05.*Khôi phục được, số liệu khớp/s);
  await expect.element(main()).toMatchTextContent(/Mọi phiếu đã nhận đều có trong bản sao/);
});

it('says plainly that there is no second place, and what lies in no backup yet', async () => {
  setup([{ hasSecondPlace: false, safeReceipt: 3000, backup: null, drill: null }]);

  await expect.element(main()).toMatchTextContent(/Chưa có nơi cất thứ hai.*SIPAS_BACKUP_DIR/s);
  await expect.element(main()).toMatchTextContent(/12 dòng nhận về chưa có trong bản sao/);
  await expect.element(main()).toMatchTextContent(/Chưa có bản sao nào.*Chưa thử lần nào/s);
});

it.each([
  ['no-space', 'hết chỗ trên đĩa'],
  ['second-place', 'Không chép được bản sao sang nơi thứ hai'],
  ['broken-copy', 'Bản sao vừa làm bị sai nên đã bỏ đi'],
  ['failed', 'Lần sao lưu gần nhất không xong'],
  ['drill', 'Lần thử khôi phục gần nhất không xong'],
] as const)('tells what failed: %s', async (kind, words) => {
  setup([{ failure: { kind, at: '2026-11-26T04:00:00.000Z' as never } }]);

  const alarm = page.getByRole('alert');
  await expect.element(alarm).toMatchTextContent(new RegExp(`${words}.*26/11/2026 11:00`, 's'));
});

it('raises the alarm when phones hold receipts that the server has not given out', async () => {
  const at = '2026-11-26T04:00:00.000Z' as never;
  setup([
    { forgotten: { firstAt: at, lastAt: at, phoneReceipt: 9000, storeReceipt: 3000, devices: 2 } },
  ]);

  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent(/Máy chủ đã quên một số phiếu.*2 điện thoại.*9\.000.*3\.000/s);
});

it('is not green while a backup holds forms that the server lacks', async () => {
  const receivedAt = '2026-11-26T04:00:00.000Z' as never;
  setup([{ fuller: { name: 'sipas-moi.sqlite', receivedAt, forms: 1234 } }]);

  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent(/1\.234 phiếu mà máy chủ không có.*sipas-moi.*26\/11\/2026 11:00/s);
  await expect.element(main()).not.toMatchTextContent(/Mọi phiếu đã nhận đều có trong bản sao/);
});

it('tells differences of a trial restore as what they are', async () => {
  setup([{ drill: { ...(sound.drill as NonNullable<CareReport['drill']>), differences: 3 } }]);

  await expect.element(main()).toMatchTextContent(/3 chỗ không khớp/);
});

it('backs up when an administrator presses the button, and follows until it is done', async () => {
  const before = { ...sound, kept: 26 };
  const { asked } = setup([before, { running: 'backup' }, { running: 'backup' }, { kept: 27 }]);

  await page.getByRole('button', { name: 'Sao lưu ngay' }).click();

  await expect.element(main()).toMatchTextContent(/Đang giữ 27 bản sao/);
  expect(asked.slice(0, 2)).toEqual(['care', 'backup']);
});

it('offers the post office to look, not to press', async () => {
  setup([{}], 'office');

  await expect.element(main()).toMatchTextContent(/Đang giữ 26 bản sao/);
  expect(page.getByRole('button', { name: 'Sao lưu ngay' }).elements()).toEqual([]);
});

it('ends the alarm in the name of an administrator, with a reason', async () => {
  const at = '2026-11-26T04:00:00.000Z' as never;
  const forgotten = { firstAt: at, lastAt: at, phoneReceipt: 9, storeReceipt: 3, devices: 1 };
  const given: string[] = [];
  leave = showConsole({
    place: '#/sao-luu',
    role: 'admin',
    answers: {
      care: () =>
        Promise.resolve(ok({ ...sound, forgotten: given.length === 0 ? forgotten : null })),
      acknowledgeForgotten: (reason) => {
        given.push(reason);
        return Promise.resolve(ok(sound));
      },
    },
  });

  await page.getByRole('button', { name: 'Đã xem báo động này' }).click();
  await page.getByRole('button', { name: 'Đã xem, đứng tên tôi' }).click();
  await expect.element(page.getByRole('dialog')).toMatchTextContent(/Hãy ghi lý do/);
  await page.getByLabelText('Lý do').fill(' máy hỏng ');
  await page.getByRole('button', { name: 'Đã xem, đứng tên tôi' }).click();

  await expect.element(main()).toMatchTextContent(/Mọi phiếu đã nhận đều có trong bản sao/);
  expect(page.getByRole('alert').elements()).toEqual([]);
  expect(given).toEqual(['máy hỏng']);
});

it('does not call safe in two places what lies in one, and tells of dates in the future', async () => {
  const backup = sound.backup && { ...sound.backup, inSecondPlace: false };
  setup([{ backup, fromFuture: 2 }]);

  await expect
    .element(main())
    .toMatchTextContent(/Bản sao gần nhất chưa nằm ở nơi thứ hai.*Máy chủ tự chép sang/s);
  await expect.element(main()).toMatchTextContent(/2 bản sao mang ngày giờ ở tương lai/);
  await expect.element(main()).not.toMatchTextContent(/cả ở nơi thứ hai/);
});

it('says which keys have no copy, and that forms wait for one that is missing', async () => {
  setup([{ keys: { notCopied: 2, waiting: 7 } }]);

  await expect
    .element(main())
    .toMatchTextContent(/7 phiếu đã về nhưng thiếu khóa để mở.*keys import/s);
  await expect.element(main()).toMatchTextContent(/2 khóa mở phiếu chưa có bản chép.*keys export/s);
});

it('offers no backup that the database makes by its own means, and says what is done instead', async () => {
  setup([{ backupsBy: 'database', backup: null, drill: null, safeReceipt: 3000 }]);

  await expect.element(main()).toMatchTextContent(/do cơ sở dữ liệu PostgreSQL làm.*pg_dump/s);
  await expect.element(main()).toMatchTextContent(/3\.000/);
  await expect.element(page.getByRole('button', { name: 'Sao lưu ngay' })).not.toBeInTheDocument();
  await expect.element(main()).not.toMatchTextContent(/Chưa có nơi cất thứ hai/);
});
