import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNextVersion, type NextVersion } from '../../fixtures/next-version.ts';
import { expect, test } from '../../fixtures/test.ts';
import { type FieldApp, transactionForm } from '../../pages/field-app.ts';

test.describe.configure({ mode: 'serial' });
test.use({ isBehindProxy: true });
test.setTimeout(240_000);

let next: NextVersion;
test.beforeAll(async () => {
  next = await buildNextVersion();
});
test.afterAll(async () => {
  await next.remove();
});

/** Whether a newer version lies on the phone, whole, and waits to be used. */
const isWaiting = (app: FieldApp): Promise<boolean> =>
  app.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration !== undefined && registration.waiting !== null;
  });

test('a new version never interrupts an interview and runs when the surveyor says so', async ({
  app,
  product,
  way,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('BAN-MOI', transactionForm);
  await app.answer(1);
  const asked = await app.questionCode();

  way.serveFrom(next.folder);
  app = await app.killAndReopen();
  await app.expectQuestion(asked);
  await expect.poll(() => isWaiting(app), { timeout: 60_000 }).toBe(true);
  await app.page.evaluate(() => {
    document.title = 'the same page';
  });

  const offer = app.page.getByText('Có bản mới');
  await app.answer(2);
  await expect(offer).toHaveCount(0);
  await app.goHome();
  await expect(offer).toBeVisible();
  await expect(app.page.getByText('Làm xong phiếu dở rồi hãy đổi sang bản mới.')).toBeVisible();
  await expect(app.button('Dùng bản mới')).toHaveCount(0);

  await app.page.getByRole('link', { name: /Tiếp tục phiếu dở/ }).click();
  await app.answerToTheEnd(3);
  await app.submit();
  await expect(offer).toHaveCount(0);
  await expect(app.page).toHaveTitle('the same page');
  await app.goHome();
  await app.expectAllReceived();
  await app.button('Dùng bản mới').click();

  await app.unlock();
  await expect(app.page).toHaveTitle('SIPAS Khảo sát');
  await app.expectHome();
  await expect(offer).toHaveCount(0);
  expect(await runningScript(app)).toBe(next.newScript);
  // What the old version kept is there in the new one, and the next start without a network is the new one too.
  await app.expectAllReceived();
  await app.context.setOffline(true);
  app = await app.killAndReopen();
  await app.expectAllReceived();
  expect(await runningScript(app)).toBe(next.newScript);
});

test('half of a new version is none: the old one goes on working without a network', async ({
  app,
  product,
  way,
  context,
}) => {
  await app.enrol(await product.enrolmentCode());
  const oldScript = await runningScript(app);

  way.serveFrom(next.folder);
  way.trouble(next.newScript, 'cut');
  app = await app.killAndReopen();
  await expect.poll(() => way.faults(), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect
    .poll(() =>
      app.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.installing ?? registration?.waiting ?? null;
      }),
    )
    .toBeNull();

  await context.setOffline(true);
  app = await app.killAndReopen();
  await app.expectHome();
  await expect(app.light).toContainText('Chưa có phiếu nào');
  expect(await runningScript(app)).toBe(oldScript);
  await app.submitShortForm('NUA-BAN');
  await app.goHome();
  await app.goTo('cai-dat');
  await expect(app.page.getByText('Mã máy')).toBeVisible();
  await app.goHome();

  way.heal();
  await context.setOffline(false);
  await app.expectAllReceived();
  // Asked for in the open page: with no page left open, a version that has come meanwhile takes over without a word.
  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await app.button('Dùng bản mới').click({ timeout: 60_000 });
  await expect.poll(() => runningScript(app).catch(() => '')).toBe(next.newScript);
});

test('a tab that stands by goes over to the new version with the tab that has the phone', async ({
  app,
  product,
  way,
}) => {
  await app.enrol(await product.enrolmentCode());
  const other = await app.openAgain();
  await expect(other.button('Dùng ở đây')).toBeVisible();

  way.serveFrom(next.folder);
  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await app.button('Dùng bản mới').click({ timeout: 60_000 });

  for (const tab of [app, other])
    await expect.poll(() => runningScript(tab).catch(() => '')).toBe(next.newScript);
  const take = other.button('Dùng ở đây');
  const lock = other.button('Mở khóa');
  await expect(lock.or(take)).toBeVisible();
  if ((await lock.count()) === 0) await take.click();
  await other.unlock();
  await other.goTo('cai-dat');
  await expect(other.page.getByText('Mã máy')).toBeVisible();
});

test('the worker of the handbook takes the app off a phone and leaves the forms', async ({
  app,
  product,
  way,
  context,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-retired-'));
  await cp(next.folder, folder, { recursive: true });
  await writeFile(join(folder, 'sw.js'), await retiringWorker());
  await app.enrol(await product.enrolmentCode());
  await context.setOffline(true);
  await app.submitShortForm('GO-BO');
  await app.goHome();
  await context.setOffline(false);
  await app.expectAllReceived();

  way.serveFrom(folder);
  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).update());

  const kept = () => app.page.evaluate(async () => (await caches.keys()).length);
  await expect.poll(() => kept().catch(() => -1), { timeout: 60_000 }).toBe(0);
  app = await app.killAndReopen();
  await app.expectAllReceived();
  expect(await runningScript(app)).toBe(next.newScript);
  await rm(folder, { recursive: true, force: true });
});

test('a phone enrolled with the new version says the new words', async ({ app, product, way }) => {
  way.serveFrom(next.folder);

  await app.enrol(await product.enrolmentCode());

  await expect(app.light).toContainText(next.words);
});

/** The path of the script that the page runs. */
const runningScript = (app: FieldApp): Promise<string> =>
  app.page.evaluate(() => {
    const script = document.querySelector<HTMLScriptElement>('script[type="module"]');
    return new URL(script?.src ?? '', location.href).pathname;
  });

/** The only script in the handbook of the server. */
async function retiringWorker(): Promise<string> {
  const handbook = join(import.meta.dirname, '../../../docs/operations.md');
  const found = /```js\n([^`]*)```/.exec(await readFile(handbook, 'utf8'));
  if (found?.[1] === undefined) throw new Error('the handbook has no worker');
  return found[1];
}
