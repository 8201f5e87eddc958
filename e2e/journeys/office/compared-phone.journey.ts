import { FieldApp } from '../../pages/field-app.ts';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

test('a phone that nobody compared works, its forms are kept, and they count once the office has compared', async ({
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
  const [window] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Mở máy thử trong cửa sổ mới' }).click(),
  ]);
  const phone = new FieldApp(window, product.origin);
  await phone.button('Nhận máy').click();
  const number = await window.getByLabel('Số đối chiếu').innerText();
  await phone.button('Đã đọc số, làm tiếp').click();
  await phone.choosePin();
  await phone.expectReady();
  await phone.button('Bắt đầu').click();
  await phone.submitShortForm('DC-1');
  await expect(window.getByText(/giữ riêng|bưu điện/i).first()).toBeVisible();
  expect(await product.command<{ counted: number }>('verify')).toMatchObject({
    counted: before.counted,
  });
  // The number is there for as long as it is asked for.
  await window.goto(`${product.origin}/#/cai-dat`);
  await expect(window.getByText(number)).toBeVisible();

  await expect(page.getByLabel('Số đối chiếu')).toHaveText(number);
  await page.getByRole('button', { name: 'Giống, tin máy này' }).click();
  await expect(page.getByText(/Đã nhận máy/)).toBeVisible();

  const after = await product.command<{ counted: number; differences: unknown[] }>('verify');
  expect(after).toMatchObject({ counted: before.counted + 1, differences: [] });
});
