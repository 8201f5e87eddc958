import { readExported } from '../../fixtures/exported-file.ts';
import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, journeyPin, transactionForm } from '../../pages/field-app.ts';

test.setTimeout(300_000);

const title = 'Đổi người dùng máy';

async function openHandOver(app: FieldApp): Promise<void> {
  await app.goTo('cai-dat');
  await app.page.getByRole('link', { name: /^Đổi người dùng máy/ }).click();
  await expect(app.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function confirm(app: FieldApp, pin: string, act: string): Promise<void> {
  await app.page.getByLabel('Mã PIN (6 chữ số)').fill(pin);
  await app.button(act).click();
}

test('a phone with unsent work is given away only by file, and what it holds goes out whoever has it', async ({
  app,
  product,
  context,
}) => {
  const { envelopes } = await product.command<{ envelopes: number }>('verify');
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('GIAO-1');
  await app.goHome();
  await app.beginInterview('GIAO-DO', transactionForm);
  await app.answer(1);

  await openHandOver(app);
  const refused = app.page.getByTestId('refused');
  await expect(refused).toContainText('1 phiếu đang làm dở');
  await expect(refused).toContainText('1 phiếu chưa gửi và chưa giao bằng tệp');
  await expect(app.button('Nhận máy lại cho người khác')).toHaveCount(0);
  await expect(app.button('Xóa dữ liệu trên máy này')).toHaveCount(0);

  // The draft is closed only with the surveyor's word, and becomes a form like any other.
  const close = app.button('Đóng phiếu dở');
  await expect(close).toBeDisabled();
  await app.page.getByLabel('Tôi đồng ý đóng các phiếu dở trên máy này').check();
  await close.click();
  await expect(refused).toContainText('2 phiếu chưa gửi và chưa giao bằng tệp');
  const downloading = app.page.waitForEvent('download');
  await app.button('Xuất tệp').click();
  const forms = await readExported(await downloading, product.dataDir);
  await expect(refused).toContainText('2 phiếu chưa gửi và chưa giao bằng tệp');
  await app.button('Đã thấy tệp').click();
  expect(forms.map(({ kind, body }) => [kind, body.household])).toEqual([
    ['final', 'GIAO-1'],
    ['partial', 'GIAO-DO'],
  ]);
  await expect(
    app.page.getByText('2 phiếu đã giao bằng tệp nhưng chưa có biên nhận'),
  ).toBeVisible();
  await expect(app.button('Xóa dữ liệu trên máy này')).toBeDisabled();

  await app.button('Nhận máy lại cho người khác').click();
  await confirm(app, '135790', 'Xác nhận đổi người dùng');
  await expect(app.page.getByRole('alert')).toContainText('Mã PIN không đúng');
  await confirm(app, journeyPin, 'Xác nhận đổi người dùng');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Nhận máy' })).toBeVisible();
  await expect(app.page.getByText('2 phiếu của người dùng trước vẫn nằm trên máy')).toBeVisible();

  // Nobody has the phone, and its forms go out.
  await context.setOffline(false);
  await expect(app.page.getByText('của người dùng trước')).toHaveCount(0, { timeout: 60_000 });
  expect(await product.command('verify')).toMatchObject({
    envelopes: envelopes + 2,
    differences: [],
  });

  // The next surveyor sees nothing of the one before.
  await app.enrol(await product.enrolmentCode());
  await expect(app.light).toHaveAttribute('data-light', 'none');
  await expect(app.light).toContainText('Chưa có phiếu nào');
  await app.goTo('phieu-da-luu');
  await expect(app.page.getByText('Chưa có phiếu nào.')).toBeVisible();
  await expect(app.page.getByText(/GIAO-/)).toHaveCount(0);

  // What the one before left is in no backup yet: the phone may change hands, and is not emptied.
  await openHandOver(app);
  await expect(app.page.getByText('2 phiếu còn chờ vào bản sao lưu')).toBeVisible();
  await expect(app.button('Xóa dữ liệu trên máy này')).toBeDisabled();
});

test('a phone is emptied only when a backup has everything and the server says so now, and then keeps nothing', async ({
  app,
  context,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.submitShortForm('XONG-1');
  await app.goHome();
  await app.expectAllReceived();

  await openHandOver(app);
  // Received is not enough: if the server were lost now, only this phone would have the form.
  await expect(app.page.getByText('1 phiếu còn chờ vào bản sao lưu')).toBeVisible();
  await expect(app.button('Xóa dữ liệu trên máy này')).toBeDisabled();
  await product.command('backup');
  await app.button('Hỏi lại máy chủ').click();
  await expect(
    app.page.getByText('Máy chủ đã nhận mọi phiếu của máy này và đã sao lưu.'),
  ).toBeVisible();

  await context.setOffline(true);
  await app.button('Xóa dữ liệu trên máy này').click();
  await confirm(app, journeyPin, 'Xác nhận xóa dữ liệu');
  await expect(app.page.getByText('Chưa hỏi được máy chủ nên chưa xóa gì')).toBeVisible();
  await context.setOffline(false);
  await app.button('Xóa dữ liệu trên máy này').click();
  await confirm(app, journeyPin, 'Xác nhận xóa dữ liệu');

  await expect(
    app.page.getByRole('heading', { level: 1, name: 'Đã xóa dữ liệu khảo sát trên máy này' }),
  ).toBeVisible();
  const kept = await app.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    settings: localStorage.length,
  }));
  expect(kept).toEqual({ databases: 0, caches: 0, settings: 0 });
  await app.button('Nhận máy lại').click();
  await expect(app.page.getByRole('heading', { level: 1, name: 'Nhận máy' })).toBeVisible();
});
