import { expect, test } from '../../fixtures/test.ts';
import { transactionForm } from '../../pages/field-app.ts';
import { signIn } from '../../fixtures/office.ts';

test('a form that the server keeps apart says why on the phone and holds up no other', async ({
  app,
  product,
  context,
}) => {
  const office = await signIn(product, 'buudien');
  const before = (await office.progress()).total;
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('TRUOC');
  await app.goHome();
  // Copied out of a table, with its tab: no name of a village has one.
  await app.fillHousehold('O-GIUA', transactionForm);
  await app.page.getByRole('radio', { name: 'Thôn, ấp khác' }).check();
  await app.page.getByLabel('Tên thôn, ấp').fill('Ấp 5\tXã bên');
  await app.button('Gặp được, bắt đầu').click();
  await app.button('Đồng ý').click();
  await app.answer(2);
  await app.submit();
  await app.goHome();
  await app.submitShortForm('SAU');
  await app.goHome();
  await app.expectWaiting(3);

  await context.setOffline(false);

  await app.expectAllReceived();
  await expect(app.light).toContainText('1 phiếu máy chủ giữ riêng để xem lại');
  await app.goTo('phieu-da-luu');
  const forms = app.page.getByTestId('form');
  await expect(forms).toHaveCount(3);
  await expect(forms.nth(0)).toContainText('Hộ SAU');
  await expect(forms.nth(0)).toContainText('Đã nhận');
  await expect(forms.nth(1)).toContainText('Hộ O-GIUA');
  await expect(forms.nth(1)).toContainText('Máy chủ giữ riêng để xem lại');
  await expect(forms.nth(1)).toContainText(/thôn/i);
  await expect(forms.nth(1)).toContainText('Phiếu đã nằm an toàn trên máy chủ.');
  await expect(forms.nth(2)).toContainText('Hộ TRUOC');
  await expect(forms.nth(2)).toContainText('Đã nhận');

  const after = (await office.progress()).total;
  expect(after.accepted).toBe(before.accepted + 2);
  expect(after.keptApart).toBe(before.keptApart + 1);
  // It stays so when the app is opened again, and is not sent a second time.
  app = await app.killAndReopen();
  await app.expectAllReceived();
  await expect(app.light).toContainText('1 phiếu máy chủ giữ riêng');
});
