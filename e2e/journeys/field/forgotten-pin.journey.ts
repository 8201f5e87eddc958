import { readExported } from '../../fixtures/exported-file.ts';
import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, journeyPin, transactionForm } from '../../pages/field-app.ts';
import { withMeasure } from '../../pages/fit.ts';

test.setTimeout(240_000);

const newPin = '730519';

async function tryPin(app: FieldApp, pin: string): Promise<void> {
  await app.page.getByLabel('Mã PIN (6 chữ số)').fill(pin);
  await app.button('Mở khóa').click();
}

async function tryCode(app: FieldApp, code: string): Promise<void> {
  await app.page.getByLabel('Mã đặt lại PIN').fill(code);
  await app.button('Kiểm tra mã').click();
}

test('a surveyor who forgot the PIN hands in from the locked phone, and a code of the office opens the draft again', async ({
  app,
  product,
  context,
}) => {
  const { look, findings } = withMeasure();
  const envelopes = async (): Promise<number> =>
    (await product.command<{ envelopes: number }>('verify')).envelopes;
  await context.clock.install();
  await app.enrol(await product.enrolmentCode());
  const before = await envelopes();
  await context.setOffline(true);
  await app.submitShortForm('QUEN-1');
  await app.goHome();
  await app.beginInterview('QUEN-DO', transactionForm);
  await app.answer(1);
  const asked = await app.questionCode();
  await context.clock.fastForward('14:00:00');
  app = await app.killAndReopen({ unlocks: false });
  const problem = app.page.getByRole('alert');
  const title = (name: string) => app.page.getByRole('heading', { level: 1, name });

  await test.step('without a network it says what stays, and shows no answer', async () => {
    await app.button('Quên mã PIN?').click();
    await expect(title('Quên mã PIN')).toBeVisible();
    await expect(app.page.getByText(/^1 phiếu đã nộp vẫn nằm trên máy/)).toBeVisible();
    await expect(app.page.getByText(/^1 phiếu đang làm dở được giữ nguyên/)).toBeVisible();
    await expect(app.page.getByText(/^Máy đang không có mạng/)).toBeVisible();
    await expect(app.page.getByText(/QUEN-/)).toHaveCount(0);
    await expect(app.question).toHaveCount(0);
    await tryCode(app, await product.enrolmentCode('--pin'));
    await expect(problem).toContainText('Chưa kết nối được máy chủ');
    await look('forgotten PIN', app);
  });

  await test.step('the finished form goes home by file', async () => {
    const downloading = app.page.waitForEvent('download');
    await app.button('Xuất tệp').click();
    const forms = await readExported(await downloading, product.dataDir);
    expect(forms.map(({ body }) => body.household)).toEqual(['QUEN-1']);
  });

  await test.step('with a network it is sent while the phone is locked', async () => {
    await context.setOffline(false);
    await expect.poll(envelopes, { timeout: 30_000 }).toBe(before + 1);
    await expect(app.page.getByText('Không còn phiếu đã nộp nào chờ gửi.')).toBeVisible();
  });

  const code = await product.enrolmentCode('--pin');
  await test.step('a code of the office leads to a new PIN and back into the draft', async () => {
    await tryCode(app, 'ZZZZ-ZZZZ');
    await expect(problem).toContainText('Mã không đúng');
    await tryCode(app, code);
    await expect(title('Đặt mã PIN')).toBeVisible();
    await look('new PIN', app);
    await app.page.getByLabel('Mã PIN (6 chữ số)').fill(newPin);
    await app.page.getByLabel('Nhập lại mã PIN').fill(newPin);
    await app.button('Đặt mã PIN').click();
    await app.expectQuestion(asked);
  });

  await test.step('the code has done its work, and so has the old PIN', async () => {
    await context.clock.fastForward('06:00');
    await app.button('Quên mã PIN?').click();
    await tryCode(app, code);
    await expect(problem).toContainText('Mã đã được dùng');
    await app.button('Quay lại nhập mã PIN').click();
    await tryPin(app, journeyPin);
    await expect(problem).toContainText('Mã PIN không đúng');
    await tryPin(app, newPin);
    await app.expectQuestion(asked);
  });
  await app.answerToTheEnd();
  await app.submit();
  await expect.poll(envelopes, { timeout: 30_000 }).toBe(before + 2);
  expect(findings).toEqual([]);
});
