import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { showInterview } from '../../../../test/field/show-screen.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;

beforeEach(() => page.viewport(360, 640));
afterEach(() => {
  shown?.close();
  shown = undefined;
});

const looksOf = (name: string) => {
  const button = page.getByRole('button', { name, exact: true }).element();
  const { height } = button.getBoundingClientRect();
  const { backgroundColor, borderColor, color, fontSize, fontWeight } = getComputedStyle(button);
  return { height, backgroundColor, borderColor, color, fontSize, fontWeight };
};

it('asks for consent with two buttons that look alike, of which none is chosen before', async () => {
  shown = await showInterview({ position: '@consent' });
  await expect.element(page.getByRole('button', { name: 'Đồng ý', exact: true })).toBeVisible();

  expect(looksOf('Đồng ý')).toEqual(looksOf('Từ chối'));
  expect(document.activeElement?.closest('button') ?? null).toBeNull();
  await userEvent.keyboard('{Enter}');
  expect(shown.shelf.steps).toEqual([]);
});

it('keeps of who agrees which text they were shown', async () => {
  shown = await showInterview({ position: '@consent' });
  await page.getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveAttribute('data-question');

  expect(shown.shelf.steps).toHaveLength(1);
  expect(shown.shelf.steps[0]).toMatchObject({
    consent: { given: true, textVersion: 'household-2022/1' },
  });
});
