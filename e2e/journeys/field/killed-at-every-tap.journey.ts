import { chromium } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '../../fixtures/product.ts';
import { readResponses } from '../../fixtures/responses.ts';
import { expect, test } from '../../fixtures/test.ts';
import { FieldApp, type Tapped, transactionForm } from '../../pages/field-app.ts';

test.setTimeout(600_000);

/** The option that each question is answered with: all places in turn, so that a shifted answer would show. */
const placeOf = (tap: number): number => 1 + (tap % 5);

test('the app is killed after each tap of an interview and opens at the next question', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('TAT-TUNG-CAU');
  const responseId = app.page.url().split('/').at(-1) ?? '';
  const tapped: Tapped[] = [];
  let crashes = 0;
  for (let tap = 0; (await app.question.count()) > 0; tap++) {
    const before = await app.questionCode();
    const answer = await app.answer(placeOf(tap));
    expect(answer.code).toBe(before);
    tapped.push(answer);
    await expect(app.question.or(app.reviewTitle)).toBeVisible();
    const next = (await app.question.count()) > 0 ? await app.questionCode() : null;

    if (tap % 10 === 9) {
      await crash(app);
      crashes++;
    }
    app = await app.killAndReopen();

    await expect(next === null ? app.reviewTitle : app.question).toBeVisible();
    if (next !== null) await app.expectQuestion(next);
  }
  expect(tapped.length).toBeGreaterThan(60);
  expect(crashes).toBeGreaterThan(5);

  await app.submit();
  await app.goHome();
  await app.expectAllReceived();
  await expectStored(product, responseId, tapped);
});

test('a tap that the kill overtakes is either kept or asked again, and no other is touched', async ({
  app,
  product,
}) => {
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('TAT-GIUA-CHUNG', transactionForm);
  const responseId = app.page.url().split('/').at(-1) ?? '';
  const tapped = [await app.answer(1)];
  for (let tap = 1; (await app.question.count()) > 0; tap++) {
    const answer = await app.tap(placeOf(tap));
    app = await app.killAndReopen();
    await expect(app.question.or(app.reviewTitle)).toBeVisible();
    const asksAgain =
      (await app.question.count()) > 0 && (await app.questionCode()) === answer.code;
    tapped.push(asksAgain ? await app.answer(placeOf(tap)) : answer);
    await expect(app.question.or(app.reviewTitle)).toBeVisible();
  }

  await app.submit();
  await app.goHome();
  await app.expectAllReceived();
  await expectStored(product, responseId, tapped, 'transaction-5-factor');
});

test('the whole browser is killed in the middle of an interview', async ({ product, watch }) => {
  const phone = await mkdtemp(join(tmpdir(), 'sipas-phone-'));
  const start = async (): Promise<FieldApp> => {
    const { launchOptions, locale = 'vi-VN', viewport = null } = test.info().project.use;
    const screen = { locale, viewport, hasTouch: true, isMobile: true };
    const context = await chromium.launchPersistentContext(phone, { ...launchOptions, ...screen });
    watch(context, product.origin);
    return new FieldApp(context.pages()[0] ?? (await context.newPage()), product.origin);
  };
  let app = await start();
  await app.enrol(await product.enrolmentCode());
  await app.beginInterview('SIGKILL', transactionForm);
  const responseId = app.page.url().split('/').at(-1) ?? '';
  const tapped = [await app.answer(1), await app.answer(2), await app.answer(3)];
  const next = await app.questionCode();

  await killBrowser(app);
  app = await start();
  await app.page.goto(product.origin);
  // The browser may not have written down the last touch when it was killed.
  await app.unlockIfAsked();

  await app.expectQuestion(next);
  tapped.push(...(await app.answerToTheEnd(2)));
  await app.submit();
  await app.goHome();
  await app.expectAllReceived();
  await expectStored(product, responseId, tapped, 'transaction-5-factor');
  await app.context.close();
  await rm(phone, { recursive: true, force: true });
});

/** The tab's process ends as it does when the phone runs out of memory. */
async function crash(app: FieldApp): Promise<void> {
  const devtools = await app.context.newCDPSession(app.page);
  const crashed = app.page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => undefined);
  await crashed;
}

async function killBrowser(app: FieldApp): Promise<void> {
  const browser = app.context.browser();
  if (browser === null) throw new Error('the context has no browser');
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (main === undefined) throw new Error('the browser did not name its process');
  const closed = app.context.waitForEvent('close');
  process.kill(main.id, 'SIGKILL');
  await closed;
}

/** The server has every tapped answer under its question, once. */
async function expectStored(
  product: Product,
  responseId: string,
  tapped: readonly Tapped[],
  instrument = 'household-2022',
): Promise<void> {
  const rows = await readResponses(product, instrument);
  const found = rows.filter((row) => row.get('response_id') === responseId);
  expect(found).toHaveLength(1);
  const row = found[0] ?? new Map<string, string>();
  const compared: string[] = [];
  for (const { code, options } of tapped) {
    for (const option of options) {
      // A question with several answers has a column for each of its options; ethnicity and texts have none.
      const isSeveral = row.has(`${code}_${option}`);
      if (!isSeveral && !row.has(code)) continue;
      expect(row.get(isSeveral ? `${code}_${option}` : code), code).toBe(isSeveral ? '1' : option);
      compared.push(code);
    }
  }
  expect(compared.length).toBeGreaterThan(tapped.length - 5);
}
