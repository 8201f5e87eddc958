import { expect, test } from '../../fixtures/test.ts';

/** What a script that slipped in would try first. Answers: what the browser said to it. */
const injected = (): string => {
  try {
    document.body.innerHTML = '<img src="x" onerror="document.title = \'injected\'">';
    return 'taken';
  } catch (error) {
    return error instanceof TypeError ? 'refused' : String(error);
  }
};

for (const path of ['/', '/office.html'])
  test(`text that becomes markup is refused by the browser at ${path}`, async ({
    page,
    product,
  }) => {
    await page.goto(`${product.origin}${path}`);
    await expect(page.locator('h1').first()).toBeVisible();

    expect(await page.evaluate(injected)).toBe('refused');
    await expect(page).not.toHaveTitle('injected');
  });
