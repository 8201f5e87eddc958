import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Instrument } from '@sipas/shared/questionnaire';
import household2022 from '../../../../../data/questionnaires/household-2022.json';
import { validAnswers } from '../../../../../shared/test/questionnaire/valid-answers.ts';
import { showInterview } from '../../../../test/field/show-screen.ts';
import { reviewStep } from '../../../capture/index.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;

/** A form that is whole and submitted by the button: the screen after it. */
async function submit(allowanceVnd?: number) {
  const instrument = household2022 as unknown as Instrument;
  const [answers = {}] = fc.sample(validAnswers(instrument), { numRuns: 1, seed: 3 });
  shown = await showInterview({
    position: reviewStep,
    answers: answers as never,
    ...(allowanceVnd === undefined ? {} : { allowanceVnd }),
  });
  await page.getByRole('button', { name: 'Nộp phiếu' }).click();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Đã nộp phiếu');
  return shown;
}

const card = () => page.getByTestId('allowance');
const pad = () => page.getByTestId('signature');
const name = () => page.getByLabelText('Họ và tên người nhận');
const save = () => page.getByRole('button', { name: 'Đã nhận 50.000 đồng' });

/** A finger over the frame, by shares of its width and height. */
function draw(...points: readonly (readonly [number, number])[]): void {
  const frame = pad().element();
  const { left, top, width, height } = frame.getBoundingClientRect();
  points.forEach(([x, y], index) => {
    const type = index === 0 ? 'pointerdown' : 'pointermove';
    frame.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        isPrimary: true,
        bubbles: true,
        clientX: left + x * width,
        clientY: top + y * height,
      }),
    );
  });
  frame.dispatchEvent(new PointerEvent('pointerup', { pointerId: 1, bubbles: true }));
}

beforeEach(() => {
  // A made-up pointer cannot be captured; a real one stays with the frame when the finger leaves it.
  Element.prototype.setPointerCapture = () => undefined;
  return page.viewport(360, 640);
});
afterEach(() => {
  shown?.close();
  shown = undefined;
  location.hash = '#/';
});

describe('after a form is submitted', () => {
  it('nothing is to be signed where the wave pays no allowance', async () => {
    await submit();

    await expect.element(page.getByText('Đã lưu trên máy')).toBeVisible();
    await expect.element(card()).not.toBeInTheDocument();
  });

  it('the household signs with a finger, and is not asked again', async () => {
    const { shelf } = await submit(50_000);
    await expect.element(card()).toMatchTextContent(/Bồi dưỡng cho hộ: 50\.000 đồng/);
    await card().getByRole('link', { name: 'Ký nhận' }).click();
    await name().fill('Nguyễn Thị Hạnh');
    draw([0.1, 0.5], [0.5, 0.2], [0.9, 0.8]);

    await save().click();

    await expect.element(card()).toHaveTextContent('Hộ đã ký nhận 50.000 đồng');
    await expect.element(card().getByRole('link')).not.toBeInTheDocument();
    // Nothing of it went to the shelf of the forms.
    const forms = JSON.stringify(await shelf.outbox());
    expect(forms).toContain('household-2022');
    expect(forms).not.toContain('Hạnh');
  });

  it('a household that wants none is taken at its word', async () => {
    await submit(50_000);

    await card().getByRole('button', { name: 'Không nhận' }).click();

    await expect.element(card()).toHaveTextContent('Hộ không nhận bồi dưỡng');
  });
});

describe('the screen to sign on', () => {
  beforeEach(async () => {
    await submit(50_000);
    await card().getByRole('link', { name: 'Ký nhận' }).click();
    await expect.element(name()).toBeVisible();
  });

  it('wants a name, and goes to its field', async () => {
    draw([0.1, 0.5], [0.9, 0.8]);

    await save().click();

    await expect.element(page.getByRole('alert')).toMatchTextContent(/Hãy ghi họ và tên/);
    await expect.element(name()).toHaveFocus();
  });

  it('wants a signature, and a slip of the finger is none', async () => {
    await name().fill('Hạnh');
    draw([0.5, 0.5]);

    await save().click();

    await expect.element(page.getByRole('alert')).toMatchTextContent(/Chưa có chữ ký/);
  });

  it('takes back a stroke, or all of them', async () => {
    const ink = () => pad().element().querySelector('.ink')?.getAttribute('d') ?? '';
    draw([0, 0], [0.5, 0.5]);
    draw([0.1, 0.1], [0.2, 0.9]);
    await expect.poll(ink).toBe('M0 0L500 200M100 40L200 360');

    await page.getByRole('button', { name: 'Bỏ nét cuối' }).click();
    await expect.poll(ink).toBe('M0 0L500 200');
    await page.getByRole('button', { name: 'Xóa chữ ký' }).click();

    await expect.poll(ink).toBe('');
    await expect.element(page.getByRole('button', { name: 'Xóa chữ ký' })).toBeDisabled();
  });

  it('can be done by keyboard alone: the typed name stands for the signature', async () => {
    await name().click();
    await userEvent.keyboard('Lê Văn Ất');
    await userEvent.tab();
    const box = page.getByRole('checkbox');
    while (document.activeElement !== box.element()) await userEvent.tab();
    await userEvent.keyboard(' ');
    await userEvent.tab();
    await expect.element(save()).toHaveFocus();

    await userEvent.keyboard('{Enter}');

    await expect.element(card()).toHaveTextContent('Hộ đã ký nhận 50.000 đồng');
  });

  it('fits a phone of 360 pixels without scrolling sideways', async () => {
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    const { width, height } = pad().element().getBoundingClientRect();
    expect(width / height).toBeCloseTo(2.5, 1);
    expect(width).toBeGreaterThan(280);
  });
});
