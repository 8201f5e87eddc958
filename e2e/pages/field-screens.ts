import { expect } from '@playwright/test';
import { type FieldApp, householdForm, transactionForm } from './field-app.ts';

/** Looks at the screen that shows now, under its name. */
export type Look = (name: string, app: FieldApp) => Promise<void>;

/** A code of the right shape that enrols nobody. */
const unknownCode = 'ZZZZ-ZZZZ';

/** Every screen of a phone before it is ready, in the order in which a surveyor meets them. */
export async function walkEnrolment(
  app: FieldApp,
  freshCode: () => Promise<string>,
  look: Look,
): Promise<void> {
  const { page } = app;
  await page.goto(`${app.origin}/#/nhan-may?ma=${unknownCode}`);
  await expect(page.getByRole('heading', { name: 'Nhận máy' })).toBeVisible();
  await look('enrol', app);
  await app.button('Nhận máy').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('enrol with a problem', app);
  await app.button('Quét mã QR').click();
  await expect(page.getByText('Không mở được máy ảnh.')).toBeVisible();
  await look('scanner without a camera', app);
  await app.button('Nhập mã bằng tay').click();
  await page.getByLabel('Mã nhận máy').fill(await freshCode());
  await app.button('Nhận máy').click();
  await expect(page.getByRole('heading', { name: 'Đặt mã PIN' })).toBeVisible();
  await app.button('Đặt mã PIN').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('PIN with a problem', app);
  await app.choosePin();
  await app.expectReady();
  await look('ready check', app);
  await app.button('Bắt đầu').click();
  await app.expectHome();
  await look('home of a new phone', app);
}

/** The household screen with all that it can ask, and an interview of the long form up to its question of several answers. */
export async function walkHouseholdForm(app: FieldApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('ho');
  await expect(page.getByRole('heading', { level: 1, name: 'Hộ' })).toBeVisible();
  await app.button('Gặp được, bắt đầu').click();
  await expect(app.page.getByText('Hãy ghi mã hộ.')).toBeVisible();
  await look('household with problems', app);
  await app.goHome();
  await app.fillHousehold('MAN-HINH', householdForm);
  await page.getByText('Không phỏng vấn được?').click();
  await page.getByRole('radio', { name: 'Thôn, ấp khác' }).check();
  await page.getByLabel('Tên thôn, ấp').fill('Ấp Tân Thạnh');
  await look('household', app);
  await app.button('Gặp được, bắt đầu').click();
  await expect(app.button('Đồng ý')).toBeVisible();
  await look('consent', app);
  await app.button('Từ chối').click();
  await look('consent, about to be refused', app);
  await app.button('Không, quay lại').click();
  await app.button('Đồng ý').click();
  await app.expectQuestion('sex');
  await look('question of the profile', app);
  await app.answer(1);
  await app.answer(2);
  await app.answer(2);
  await app.expectQuestion('ethnicity_other');
  await page.getByLabel('Câu trả lời').fill('Khmer');
  await expect(page.getByText('Đã lưu trên máy')).toBeVisible();
  await look('question answered in words', app);
  while ((await app.questionCode()) !== 'c1_1') await app.answer(1);
  await look('question that may be left blank', app);
  while ((await app.questionCode()) !== 'c2') await app.answer(1);
  await page.getByRole('checkbox').first().click();
  await expect(page.getByRole('checkbox').first()).toHaveAttribute('aria-checked', 'true');
  await look('question with several answers', app);
  await app.goHome();
  await look('home with an open form', app);
}

/** An interview of the short form to its end, with what is missing, and the screens after it. */
export async function walkTransactionForm(app: FieldApp, look: Look): Promise<void> {
  const { page } = app;
  await app.context.setOffline(true);
  await app.beginInterview('MAN-HINH-2', transactionForm);
  await app.answer(1);
  while ((await app.questionCode()) !== 't1_1') await app.answer(1);
  await look('question of satisfaction', app);
  await app.button('Để sau').click();
  await app.leaves('t1_1');
  await app.answerToTheEnd(4);
  await look('review with something missing', app);
  await page.getByRole('main').getByRole('button').first().click();
  await app.expectQuestion('t1_1');
  await app.answer(4);
  await app.answerToTheEnd(4);
  await look('review', app);
  await app.submit();
  await look('done, waiting', app);
  await page.getByRole('link', { name: 'Ký nhận' }).click();
  await page.getByRole('button', { name: /^Đã nhận/ }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look('allowance with a problem', app);
  await page.getByLabel('Họ và tên người nhận').fill('Nguyễn Thị Ánh Nguyệt');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /^Đã nhận/ }).click();
  await expect(page.getByTestId('allowance')).toContainText('Hộ đã ký nhận');
  await look('done, allowance signed', app);
  await app.goHome();
  await app.expectWaiting(1);
  await look('home with a form waiting', app);
  await app.goTo('phieu-da-luu');
  await expect(page.getByTestId('form')).toHaveCount(1);
  await look('forms, waiting', app);
  await app.context.setOffline(false);
  await expect(page.getByTestId('form')).toContainText('Đã nhận', { timeout: 60_000 });
  await look('forms, received', app);
  await app.goHome();
  await app.expectAllReceived();
  await look('home with all received', app);
  await app.goTo('cai-dat');
  await expect(page.getByText('Mã máy')).toBeVisible();
  await look('settings', app);
  await app.goHome();
}

/** What shows when something is in the way: another tab, a lock, a defect. */
export async function walkHindrances(app: FieldApp, look: Look): Promise<void> {
  const second = await app.openAgain();
  await expect(second.button('Dùng ở đây')).toBeVisible();
  await look('open elsewhere', second);
  await second.button('Dùng ở đây').click();
  await second.unlock();
  await expect(app.page.getByText('Thẻ này đã dừng')).toBeVisible();
  await look('taken by another tab', app);
  await app.page.close();
  // A form waits, so that the locked phone has something to hand in.
  await second.context.setOffline(true);
  await second.submitShortForm('MAN-HINH-3');
  await second.context.clock.fastForward('06:00');
  await expect(second.button('Mở khóa')).toBeVisible();
  await second.button('Mở khóa').click();
  await expect(second.page.getByRole('alert')).toBeVisible();
  await look('lock after a wrong PIN', second);
  await second.button('Quên mã PIN?').click();
  await second.page.getByLabel('Mã đặt lại PIN').fill(unknownCode);
  await second.button('Kiểm tra mã').click();
  await expect(second.page.getByRole('alert')).toBeVisible();
  await expect(second.button('Xuất tệp')).toBeVisible();
  await look('forgotten PIN, with a problem', second);
  await second.button('Quay lại nhập mã PIN').click();
  await second.context.setOffline(false);
  await second.page.evaluate(() => {
    void Promise.reject(new Error('a defect'));
  });
  await expect(second.page.getByRole('heading', { name: 'Ứng dụng gặp lỗi' })).toBeVisible();
  await look('crash', second);
}
