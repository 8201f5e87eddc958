import { expect, test } from '../../fixtures/test.ts';

test.setTimeout(180_000);

test('a phone that promises nothing says so calmly, and a full one asks to send', async ({
  app,
  product,
}) => {
  // A headless browser denies durable storage.
  await app.enrol(await product.enrolmentCode());
  await expect(app.page.getByTestId('not-persisted')).toContainText(
    'Máy này chưa hứa giữ phiếu lâu dài.',
  );
  await expect(app.page.getByTestId('room')).toHaveCount(0);

  // Chromium tells every site of the same ample quota; other browsers tell the truth, as here.
  await app.page.evaluate(() => {
    navigator.storage.estimate = () => Promise.resolve({ usage: 90_000_000, quota: 100_000_000 });
  });
  await app.submitShortForm('CHAT-1');
  await expect(app.page.getByTestId('room')).toContainText('Máy sắp hết chỗ trống.');
  await app.goHome();
  await expect(app.page.getByTestId('room')).toContainText('xóa bớt ảnh, video');
  await app.expectAllReceived();
});

test.describe('an iPhone', () => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
  test.use({ userAgent });

  test('in a plain tab is shown the way to the home screen, with its code, and not enrolled', async ({
    app,
    product,
  }) => {
    const code = await product.enrolmentCode();

    await app.page.goto(`${product.origin}/#/nhan-may?ma=${code}`);

    await expect(
      app.page.getByRole('heading', { level: 1, name: 'Đưa ứng dụng ra màn hình chính trước' }),
    ).toBeVisible();
    await expect(app.page.getByText('Chọn “Thêm vào MH chính”')).toBeVisible();
    await expect(app.page.getByText(code, { exact: true })).toBeVisible();
    await expect(app.button('Nhận máy')).toHaveCount(0);
  });
});
