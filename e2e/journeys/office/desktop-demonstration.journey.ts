import { FieldApp } from '../../pages/field-app.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('the office enrols a phone in a second window, and its interview counts at once', async ({
  page,
  product,
}) => {
  const office = new OfficeConsole(page);
  await office.signIn(product.origin, product.account('quantri'));
  const before = await product.command<{ counted: number }>('verify');

  await office.open('Máy & người');
  await office
    .row(/Điều tra viên trình diễn/)
    .getByRole('button', { name: /Nhận máy/ })
    .click();
  await expect(page.getByRole('img', { name: /Mã QR nhận máy/ })).toBeVisible();
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Mở máy thử trong cửa sổ mới' }).click(),
  ]);
  const phone = new FieldApp(window, product.origin);
  await phone.button('Nhận máy').click();
  const number = await window.getByLabel('Số đối chiếu').innerText();
  expect(number).toMatch(/^\d{3} \d{3}$/);
  await phone.button('Đã đọc số, làm tiếp').click();
  await phone.choosePin();
  await phone.expectReady();
  await phone.button('Bắt đầu').click();
  await expect(page.getByLabel('Số đối chiếu')).toHaveText(number);
  await page.getByRole('button', { name: 'Giống, tin máy này' }).click();
  await expect(page.getByText(/Đã nhận máy/)).toBeVisible();

  await phone.beginInterview('D-01');
  await phone.answerToTheEnd();
  await phone.submit();
  await expect(window.getByText('Máy chủ đã nhận')).toBeVisible();

  const after = await product.command<{ counted: number; differences: unknown[] }>('verify');
  expect(after).toMatchObject({ counted: before.counted + 1, differences: [] });
});
