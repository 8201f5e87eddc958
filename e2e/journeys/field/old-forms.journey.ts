import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, journeyPin } from '../../pages/field-app.ts';

test.setTimeout(240_000);

/** The phone was left alone long enough to lock. */
async function unlock(app: FieldApp): Promise<void> {
  await app.page.getByLabel('Mã PIN (6 chữ số)').fill(journeyPin);
  await app.button('Mở khóa').click();
  await expect(app.button('Mở khóa')).toHaveCount(0);
}

test('a form that waits for a day raises the light, and after three an alarm with both ways home', async ({
  app,
  product,
  context,
}) => {
  await context.clock.install();
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('CHO-1');
  await app.goHome();
  await expect(app.light).toHaveAttribute('data-light', 'waiting');
  await expect(app.page.getByTestId('alarm')).toHaveCount(0);

  await context.clock.fastForward('25:00:00');
  await unlock(app);
  await expect(app.light).toHaveAttribute('data-light', 'late');
  await expect(app.light).toContainText('chờ hơn 1 ngày');

  await context.clock.fastForward('48:00:00');
  await unlock(app);
  await expect(app.light).toHaveAttribute('data-light', 'overdue');
  const alarm = app.page.getByTestId('alarm');
  await expect(alarm).toContainText('Cần gửi phiếu ngay hôm nay');
  await expect(alarm.getByRole('button', { name: 'Gửi ngay' })).toBeVisible();
  await expect(alarm.getByRole('button', { name: 'Xuất tệp' })).toBeVisible();
  // It is said again after each form, and stops nobody.
  await app.submitShortForm('CHO-2');
  await expect(app.page.getByTestId('alarm')).toContainText('2 phiếu chưa được máy chủ nhận');

  await app.goHome();
  await context.setOffline(false);
  await app.sendNow();
  await app.expectAllReceived();
  await expect(app.page.getByTestId('alarm')).toHaveCount(0);
});

test('a clock that is five years slow is told in plain words, and loses nothing', async ({
  app,
  product,
  context,
}) => {
  await context.clock.install({ time: new Date(Date.now() - 1_826 * 86_400_000) });
  await app.page.goto(`${product.origin}/#/nhan-may?ma=${await product.enrolmentCode()}`);
  await app.button('Nhận máy').click();
  await app.choosePin();
  await app.expectReady();
  await expect(app.page.getByText(/Đồng hồ máy chậm 1\.82[56] ngày/)).toBeVisible();
  await app.button('Bắt đầu').click();
  await app.submitShortForm('GIO-1');
  await app.goHome();
  await app.expectAllReceived();

  await app.goTo('cai-dat');
  await expect(app.page.getByText(/Đồng hồ máy chậm 1\.82[56] ngày/)).toBeVisible();
  expect(await product.command('verify')).toMatchObject({ differences: [] });
});
