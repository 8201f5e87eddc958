import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from '../../fixtures/test.ts';
import { FieldApp } from '../../pages/field-app.ts';

const codeField = 'Mã nhận máy';

test('a code that is mistyped, unknown, used or too old enrols no phone and says so', async ({
  app,
  product,
  browser,
  watch,
}) => {
  const problem = app.page.getByRole('alert');
  const tryCode = async (code: string): Promise<void> => {
    await app.page.getByLabel(codeField).fill(code);
    await app.button('Nhận máy').click();
  };
  await app.page.goto(product.origin);

  await tryCode('12');
  await expect(problem).toContainText('Mã có 8 chữ và số');
  await tryCode('ZZZZ-ZZZZ');
  await expect(problem).toContainText(/mã/i);
  await expect(problem).not.toContainText('Mã có 8 chữ và số');

  const used = await product.enrolmentCode();
  const otherPhone = await browser.newContext();
  watch(otherPhone, product.origin);
  const other = new FieldApp(await otherPhone.newPage(), product.origin);
  await other.enrol(used);
  await otherPhone.close();
  await tryCode(used);
  await expect(problem).toContainText(/đã (được )?dùng|không đúng|hết hạn/i);

  const old = await product.enrolmentCode();
  passTenMinutes(product.dataDir);
  await tryCode(old);
  await expect(problem).toContainText(/hết hạn/i);
  await expect(app.page.getByLabel(codeField)).toHaveValue(old);

  await tryCode((await product.enrolmentCode()).toLowerCase().replace('-', ' '));
  await expect(app.page.getByRole('heading', { name: 'Đặt mã PIN' })).toBeVisible();
});

test('a code tried without a network is good for the next try', async ({
  app,
  product,
  context,
}) => {
  await app.page.goto(product.origin);
  await app.page.getByLabel(codeField).fill(await product.enrolmentCode());
  await context.setOffline(true);
  await app.button('Nhận máy').click();
  await expect(app.page.getByRole('alert')).toContainText('Mã vẫn dùng được.');

  await context.setOffline(false);
  await app.button('Nhận máy').click();

  await app.choosePin();
  await app.expectReady();
});

test('an app whose files did not all come when it was opened is asked for again before work begins', async ({
  app,
  product,
}) => {
  // The browser's word for a worker that could not be fetched: once, as where the network fails for a moment.
  await app.page.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    let tries = 0;
    ServiceWorkerContainer.prototype.register = function (...asked) {
      tries += 1;
      return tries === 1
        ? Promise.reject(new TypeError('no network'))
        : register.apply(this, asked);
    };
  });
  await app.page.goto(product.origin);
  await app.page.getByLabel(codeField).fill(await product.enrolmentCode());
  await app.button('Nhận máy').click();

  await app.choosePin();
  await app.expectReady();
});

test('a network that goes between the code and the PIN leaves a phone that can work', async ({
  app,
  product,
  context,
}) => {
  await app.page.goto(`${product.origin}/#/nhan-may?ma=${await product.enrolmentCode()}`);
  await app.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const survey = app.page.waitForResponse(/\/field-package$/);
  await app.button('Nhận máy').click();
  await (await survey).finished();
  await expect(app.page.getByRole('heading', { name: 'Đặt mã PIN' })).toBeVisible();
  await context.setOffline(true);
  await app.choosePin();
  await app.expectReady();
  await app.button('Bắt đầu').click();
  await app.submitShortForm('MM-1');
});

test('an easy PIN and two different ones are refused', async ({ app, product }) => {
  await app.page.goto(`${product.origin}/#/nhan-may?ma=${await product.enrolmentCode()}`);
  await app.button('Nhận máy').click();
  const problem = app.page.getByRole('alert');
  const tryPin = async (pin: string, again: string): Promise<void> => {
    await app.page.getByLabel('Mã PIN (6 chữ số)').fill(pin);
    await app.page.getByLabel('Nhập lại mã PIN').fill(again);
    await app.button('Đặt mã PIN').click();
  };

  await tryPin('1234', '1234');
  await expect(problem).toContainText('đủ 6 chữ số');
  await tryPin('111111', '111111');
  await expect(problem).toContainText('quá dễ đoán');
  await tryPin('274851', '274815');
  await expect(problem).toContainText('không giống nhau');
  await app.choosePin();
  await app.expectReady();
});

test('a link opened where the app already shows fills in its code', async ({ app, product }) => {
  await app.page.goto(`${product.origin}/#/nhan-may?ma=AAAA-AAAA`);
  await expect(app.page.getByLabel(codeField)).toHaveValue('AAAA-AAAA');
  const code = await product.enrolmentCode();

  await app.page.goto(`${product.origin}/#/nhan-may?ma=${code}`);

  await expect(app.page.getByLabel(codeField)).toHaveValue(code);
  await app.button('Nhận máy').click();
  await expect(app.page.getByRole('heading', { name: 'Đặt mã PIN' })).toBeVisible();
});

test('a link opened inside a chat app shows the way to a real browser and enrols nothing', async ({
  browser,
  product,
  watch,
}) => {
  const context = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (Linux; Android 12; SM-A135F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 Zalo android/23060300',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  watch(context, product.origin);
  const page = await context.newPage();
  const link = `${product.origin}/#/nhan-may?ma=${await product.enrolmentCode()}`;

  await page.goto(link);

  await expect(page.getByRole('heading', { name: 'Hãy mở bằng Chrome hoặc Safari' })).toBeVisible();
  await expect(page.getByText(link)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nhận máy' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
  await expect(page.getByRole('button', { name: 'Đã chép địa chỉ' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await context.close();
});

/** Codes live ten minutes: all of them were made eleven minutes ago. */
function passTenMinutes(dataDir: string): void {
  const store = new DatabaseSync(join(dataDir, 'sipas.sqlite'));
  store
    .prepare('UPDATE enrolment_codes SET expires_at = ?')
    .run(new Date(Date.now() - 60_000).toISOString());
  store.close();
}

test('a link for enrolling that is opened on an enrolled phone changes nothing and says so', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  const code = await product.enrolmentCode();

  await app.page.goto(`${product.origin}/#/nhan-may?ma=${code}`);

  await expect(app.page.getByText('Máy này đã được nhận cho')).toBeVisible();
  await app.page.getByRole('link', { name: 'Làm tiếp trên máy này' }).click();
  await app.expectHome();
});
