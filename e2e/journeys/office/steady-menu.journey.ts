import type { Page, Route } from '@playwright/test';
import { OfficeConsole } from '../../pages/office-console.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Sizes at which the menu stands beside the screen, and above it. */
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 900 },
];

/** Holds the answers to what the menu asks for, and has a phone of them raise the alarm. */
async function holdAnswers(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  const hold = async (route: Route): Promise<void> => {
    await isLetGo;
    await route.continue();
  };
  await page.route('**/api/v1/waves', hold);
  await page.route('**/api/v1/devices', async (route) => {
    const answer = await route.fetch();
    const { devices } = (await answer.json()) as { devices: readonly object[] };
    await isLetGo;
    const alarm = { grade: 'alarm', reasons: ['silent'] };
    const alarmed = devices.map((device, place) => (place === 0 ? { ...device, alarm } : device));
    await route.fulfill({ response: answer, json: { devices: alarmed } });
  });
  return letGo;
}

/** From now on the page notes by how much what it showed in the menu moves by itself. */
const watchMoves = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { movesSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & {
          readonly value: number;
          readonly sources: readonly { readonly node: Node | null }[];
        };
        if (sources.some(({ node }) => node?.parentElement?.closest('header.rail')))
          seen.push(value);
      }
    }).observe({ type: 'layout-shift' });
  });

const movesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { movesSeen: number[] }).movesSeen);

const linkPlaces = (page: Page) =>
  page.getByRole('banner').evaluate((rail) =>
    [...rail.querySelectorAll('nav a[href]:not(.alarms), .bar button')].map((link) => {
      const { x, y } = link.getBoundingClientRect();
      return [link.textContent.trim(), Math.round(x), Math.round(y)];
    }),
  );

for (const size of sizes)
  test(`nothing moves in the menu when the wave and an alarm become known, at ${String(size.width)} px`, async ({
    page,
    product,
  }) => {
    await page.setViewportSize(size);
    await new OfficeConsole(page).signIn(product.origin, product.account('quantri'));
    const letGo = await holdAnswers(page);
    await page.reload();
    await expect(page.getByRole('banner')).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    await watchMoves(page);
    const before = await linkPlaces(page);

    letGo();
    await expect(page.getByRole('link', { name: /máy cần hỏi ngay$/ })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    expect(before.length).toBeGreaterThan(0);
    expect(await linkPlaces(page)).toEqual(before);
    expect(await movesOf(page)).toEqual([]);
  });
