import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { longestText } from '@sipas/shared/response';
import { showInterview } from '../../../../test/field/show-screen.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;

async function show(at: Parameters<typeof showInterview>[0]) {
  shown = await showInterview(at);
  return shown;
}

const heading = () => page.getByRole('heading', { level: 1 });

beforeEach(() => page.viewport(360, 640));
afterEach(() => {
  shown?.close();
  shown = undefined;
});

describe('a question on the screen', () => {
  it('keeps an answer on disk and shows the next question after one tap', async () => {
    const { draft } = await show({ position: 'c9_01' });

    await page.getByRole('button', { name: '4 Hài lòng' }).click();
    await expect.element(heading()).toHaveAttribute('data-question', 'c9_02');

    expect((await draft())?.answers).toEqual({ c9_01: '4' });
    expect((await draft())?.position).toBe('c9_02');
  });

  it('answers one question, not two, when a button is tapped twice at once', async () => {
    const { shelf, draft } = await show({ position: 'c9_01' });
    const third = page.getByRole('button', { name: /Bình thường/ });
    await expect.element(third).toBeVisible();
    await new Promise((resolve) => setTimeout(resolve, 400));
    const { x, y } = third.element().getBoundingClientRect();
    const tap = () => {
      const under = document.elementFromPoint(x + 40, y + 20)?.closest('button');
      under?.click();
    };

    tap();
    tap();
    await expect.element(heading()).toHaveAttribute('data-question', 'c9_02');
    tap();
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect((await draft())?.answers).toEqual({ c9_01: '3' });
    expect(shelf.steps).toHaveLength(1);
  });

  it('stays on the question and says so when the phone is full', async () => {
    const { shelf, draft } = await show({ position: 'c9_01' });
    await expect.element(heading()).toBeVisible();
    shelf.failNext();

    await page.getByRole('button', { name: /Bình thường/ }).click();

    await expect.element(page.getByRole('alert')).toMatchTextContent(/hết chỗ trống/);
    expect((await draft())?.answers).toEqual({});
    await expect.element(heading()).toHaveAttribute('data-question', 'c9_01');
  });

  it('goes back without losing the answer, which is shown as chosen', async () => {
    await show({ position: 'c9_02', answers: { c9_01: '5' } });

    await page.getByRole('button', { name: 'Quay lại' }).click();

    await expect.element(heading()).toHaveAttribute('data-question', 'c9_01');
    await expect
      .element(page.getByRole('button', { name: /Rất hài lòng/ }))
      .toHaveAttribute('aria-pressed', 'true');
  });

  it('speaks English in place when asked, without leaving the question', async () => {
    await show({ position: 'c9_01' });

    await page.getByRole('button', { name: 'English' }).click();

    await expect.element(page.getByRole('button', { name: /Very satisfied/ })).toBeVisible();
    await expect.element(heading()).toHaveAttribute('data-question', 'c9_01');
  });
});

describe('a text that is composed', () => {
  /** What an input method does for "tiếng" typed as t-i-e-e-s-n-g: the whole word is replaced at each key. */
  function compose(field: HTMLTextAreaElement, stages: readonly string[]) {
    field.focus();
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    for (const stage of stages) {
      field.value = stage;
      field.dispatchEvent(
        new CompositionEvent('compositionupdate', { bubbles: true, data: stage }),
      );
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    }
    field.dispatchEvent(
      new CompositionEvent('compositionend', { bubbles: true, data: stages.at(-1) ?? '' }),
    );
  }

  it('is never written over while it is composed, and lies on disk when the fingers rest', async () => {
    const { draft } = await show({ position: 'comment' });
    const box = page.getByRole('textbox');
    await expect.element(box).toBeVisible();
    const field = box.element() as HTMLTextAreaElement;

    compose(field, ['t', 'ti', 'tie', 'tiê', 'tiế', 'tiến', 'tiếng']);
    await expect.element(page.getByText('Đã lưu trên máy')).toBeVisible();

    expect(field.value).toBe('tiếng');
    expect((await draft())?.answers['comment']).toBe('tiếng');
  });

  it('is kept when it is left at once, without a rest', async () => {
    const { draft } = await show({ position: 'comment' });

    await userEvent.fill(page.getByRole('textbox'), 'Cán bộ nhiệt tình');
    await page.getByRole('button', { name: /Bỏ qua|Tiếp/ }).click();

    await expect.element(page.getByRole('heading', { name: 'Xem lại và nộp phiếu' })).toBeVisible();
    expect((await draft())?.answers['comment']).toBe('Cán bộ nhiệt tình');
  });

  it('says when no more fits, instead of swallowing letters', async () => {
    await show({ position: 'comment', answers: { comment: 'a'.repeat(longestText - 1) } });
    const told = page.getByText(/Đã đủ .* ký tự/);
    await expect.element(page.getByRole('textbox')).toBeVisible();
    expect(told.query()).toBeNull();

    await userEvent.fill(page.getByRole('textbox'), 'b'.repeat(longestText));

    await expect.element(told).toBeVisible();
  });

  it('is kept when the screen goes away', async () => {
    const { draft } = await show({ position: 'comment' });

    await userEvent.fill(page.getByRole('textbox'), 'Dở dang');
    shown?.close();
    shown = undefined;
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect((await draft())?.answers['comment']).toBe('Dở dang');
  });
});

describe('large text on a small screen', () => {
  it.each(['c9_03', 'c2', 'comment', '@review', '@consent'])(
    'does not run over the side at twice the size on %s',
    async (position) => {
      document.documentElement.style.fontSize = '200%';
      await show({ position });
      await expect.element(heading()).toBeVisible();

      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
      const wide = [...document.querySelectorAll('button, a, input, textarea, p, h1')].filter(
        (element) => element.getBoundingClientRect().right > 360.5,
      );
      expect(wide.map((element) => element.textContent.trim())).toEqual([]);
      document.documentElement.style.fontSize = '';
    },
  );

  it('has targets of at least 48 pixels', async () => {
    await show({ position: 'c9_01' });
    await expect.element(heading()).toBeVisible();

    const small = [...document.querySelectorAll('button, a')].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 48 || height < 48;
    });

    expect(small.map((element) => element.outerHTML)).toEqual([]);
  });
});
