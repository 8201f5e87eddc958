import { expect, type Locator, type Page } from '@playwright/test';
import type { Account } from '../fixtures/product.ts';

/** The office console as its users see it. */
export class OfficeConsole {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(origin: string, { username, password }: Account): Promise<void> {
    await this.page.goto(`${origin}/office.html`);
    await this.fillSignIn(username, password);
    await expect(this.page.getByRole('banner')).toBeVisible();
  }

  async fillSignIn(username: string, password: string): Promise<void> {
    await this.page.getByLabel('Tên đăng nhập').fill(username);
    await this.page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Đăng nhập' }).click();
  }

  /** Opens a screen by its name in the menu. */
  async open(
    screen:
      | 'Tiến độ'
      | 'Kết quả'
      | 'Hành động'
      | 'Đợt khảo sát'
      | 'Phiếu hỏi'
      | 'Máy & người'
      | 'Nhập tệp'
      | 'Ký nhận'
      | 'Cần xem lại'
      | 'Chất lượng'
      | 'Gom nhóm'
      | 'Sao lưu'
      | 'Yêu cầu về phiếu'
      | 'Sự cố dữ liệu'
      | 'Nhật ký'
      | 'Hồ sơ tác động'
      | 'Người dùng'
      | 'Tài khoản của tôi',
  ): Promise<void> {
    const link = this.page.getByRole('link', { name: screen, exact: true });
    const menu = this.page.getByRole('button', { name: 'Menu' });
    await expect(link.or(menu).first()).toBeVisible();
    // The screen before is there before it is left.
    await this.page.waitForLoadState('networkidle');
    // On a narrow screen the menu is folded.
    if (!(await link.isVisible())) await menu.click();
    await link.click();
    await expect(this.page.getByRole('heading', { level: 1, name: screen })).toBeVisible();
  }

  /** The row of a table that names this. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('row', { name });
  }
}
