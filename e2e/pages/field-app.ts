import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/** A PIN for journeys. */
export const journeyPin = '274851';

/** What was tapped at a question: the numbers printed on the options, none where it was left blank. */
export interface Tapped {
  readonly code: string;
  readonly options: readonly string[];
}

/** The forms of the demonstration, by words of their titles. */
export const householdForm = /hộ gia đình/;
export const transactionForm = /thủ tục hành chính/;

/** The surveyor's app as a thumb sees it. */
export class FieldApp {
  readonly page: Page;
  readonly origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Opens the enrolment link, sets a PIN, waits until the phone is ready, and goes to the home screen. */
  async enrol(code: string): Promise<void> {
    await this.page.goto(`${this.origin}/#/nhan-may?ma=${code}`);
    await this.button('Nhận máy').click();
    await this.choosePin();
    await this.expectReady();
    await this.button('Bắt đầu').click();
    await this.expectHome();
  }

  async choosePin(): Promise<void> {
    await this.page.getByLabel('Mã PIN (6 chữ số)').fill(journeyPin);
    await this.page.getByLabel('Nhập lại mã PIN').fill(journeyPin);
    await this.button('Đặt mã PIN').click();
  }

  /** A phone that cannot tell when it was last touched asks for the PIN before it shows anything. */
  async unlockIfAsked(): Promise<void> {
    const lock = this.button('Mở khóa');
    await expect(lock.or(this.page.locator('h1').first()).first()).toBeVisible();
    if (await lock.isVisible()) await this.unlock();
  }

  /** Each start of the app asks for the PIN: the key of open interviews is kept nowhere. */
  async unlock(): Promise<void> {
    await this.page.getByLabel('Mã PIN (6 chữ số)').fill(journeyPin);
    await this.button('Mở khóa').click();
  }

  async expectReady(): Promise<void> {
    await expect(this.page.getByText('Ứng dụng đã nằm trong máy')).toBeVisible();
    await expect(this.page.getByText(/Đủ bộ phiếu/)).toBeVisible();
  }

  async expectHome(): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: 'Hôm nay' })).toBeVisible();
  }

  /** A tap on the icon of the home screen, in a new tab of the same phone. */
  async openAgain(): Promise<FieldApp> {
    const page = await this.context.newPage();
    const app = new FieldApp(page, this.origin);
    await app.page.goto(`${this.origin}/`);
    return app;
  }

  /** The app dies without a warning and is opened again by its icon. */
  async killAndReopen({ unlocks = true } = {}): Promise<FieldApp> {
    const { context } = this;
    await this.page.close({ runBeforeUnload: false });
    const page = await context.newPage();
    await page.goto(`${this.origin}/`);
    const app = new FieldApp(page, this.origin);
    if (unlocks) await app.unlockIfAsked();
    return app;
  }

  /** From the home screen to the first question. */
  async beginInterview(household: string, form = householdForm): Promise<void> {
    await this.fillHousehold(household, form);
    await this.button('Gặp được, bắt đầu').click();
    await this.button('Đồng ý').click();
    await expect(this.question).toBeVisible();
  }

  /** Opens a new interview and fills the household screen: first commune, first village. */
  async fillHousehold(household: string, form = householdForm): Promise<void> {
    await this.page.getByRole('link', { name: 'Phỏng vấn mới' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Hộ' })).toBeVisible();
    await this.page.getByRole('group', { name: 'Xã, phường' }).getByRole('radio').first().check();
    await this.page
      .getByRole('group', { name: /^Thôn, ấp/ })
      .getByRole('radio')
      .first()
      .check();
    await this.page.getByLabel('Mã hộ').fill(household);
    await this.page
      .getByRole('group', { name: 'Mẫu phiếu' })
      .getByRole('radio', { name: form })
      .check();
  }

  /** The shortest form there is, submitted: somebody who did nothing at the office this year. */
  async submitShortForm(household: string): Promise<void> {
    await this.beginInterview(household, transactionForm);
    await this.answer(2);
    await this.submit();
  }

  /** The heading of the question on the screen; its code is in `data-question`. */
  get question(): Locator {
    return this.page.locator('h1[data-question]');
  }

  async questionCode(): Promise<string> {
    return (await this.question.getAttribute('data-question')) ?? '';
  }

  /** Waits until this question shows. */
  async expectQuestion(code: string): Promise<void> {
    await expect(this.page.locator(`h1[data-question="${code}"]`)).toBeVisible();
  }

  /** Waits until another question than this shows, or none. */
  async leaves(code: string): Promise<void> {
    await expect(this.page.locator(`h1[data-question="${code}"]`)).toHaveCount(0);
  }

  /** Taps an answer to the question on the screen, in whatever way it wants, and waits for nothing. */
  async tap(place = 4): Promise<Tapped> {
    const code = await this.questionCode();
    const options = this.page.locator('.answers:not([inert]) button[aria-pressed]:has(.number)');
    const boxes = this.page.locator('.answers:not([inert]) [role="checkbox"]');
    await this.page.locator('.answers:not([inert])').waitFor();
    const next = this.page.locator('.actions button').last();
    if ((await boxes.count()) > 0) {
      const option = await boxes.first().locator('.number').innerText();
      await boxes.first().click();
      await expect(boxes.first()).toHaveAttribute('aria-checked', 'true');
      await next.click();
      return { code, options: [option] };
    }
    const count = await options.count();
    if (count === 0) {
      await next.click();
      return { code, options: [] };
    }
    const chosen = options.nth(Math.min(place, count) - 1);
    const option = await chosen.locator('.number').innerText();
    await chosen.click();
    return { code, options: [option] };
  }

  /** Answers the question on the screen and waits for the next screen. */
  async answer(place = 4): Promise<Tapped> {
    const tapped = await this.tap(place);
    await this.leaves(tapped.code);
    return tapped;
  }

  get reviewTitle(): Locator {
    return this.page.getByRole('heading', { name: 'Xem lại và nộp phiếu' });
  }

  /** Answers everything that is left, up to the last screen of the form. */
  async answerToTheEnd(place = 4): Promise<readonly Tapped[]> {
    const answers: Tapped[] = [];
    await expect(this.question.or(this.reviewTitle)).toBeVisible();
    while ((await this.question.count()) > 0) {
      answers.push(await this.answer(place));
      await expect(this.question.or(this.reviewTitle)).toBeVisible();
    }
    return answers;
  }

  async submit(): Promise<void> {
    await this.button('Nộp phiếu').click();
    await expect(this.page.getByRole('heading', { name: 'Đã nộp phiếu' })).toBeVisible();
  }

  async goHome(): Promise<void> {
    await this.goTo('');
    await this.expectHome();
  }

  /** Shows the screen of this address, as a link does. */
  async goTo(path: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${path}`);
  }

  /** The data-safety light of the home screen; what it shows is in `data-light`. */
  get light(): Locator {
    return this.page.getByTestId('safety-light');
  }

  async expectWaiting(count: number): Promise<void> {
    await expect(this.light).toContainText(`${String(count)} phiếu chờ gửi`);
  }

  /** Green: the server gave a receipt for everything. */
  async expectAllReceived(timeout = 60_000): Promise<void> {
    await expect(this.light).toContainText('Mọi phiếu đã nhận', { timeout });
    await expect(this.light).toHaveAttribute('data-light', 'received');
  }

  /** Asks the phone to send, unless it is sending or has sent by itself. */
  async sendNow(): Promise<void> {
    const ask = this.button('Gửi ngay');
    await expect(ask.or(this.page.getByText('Mọi phiếu đã nhận'))).toBeVisible();
    await ask.click({ timeout: 2_000 }).catch(() => undefined);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}
