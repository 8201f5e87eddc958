import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Instrument } from '@sipas/shared/questionnaire';
import { printWithdrawalCode, withdrawalCode } from '@sipas/shared/response';
import household2022 from '../../../../../data/questionnaires/household-2022.json';
import { validAnswers } from '../../../../../shared/test/questionnaire/valid-answers.ts';
import { showInterview } from '../../../../test/field/show-screen.ts';
import { reviewStep } from '../../../capture/index.ts';

let shown: Awaited<ReturnType<typeof showInterview>> | undefined;
afterEach(() => {
  shown?.close();
  shown = undefined;
  location.hash = '#/';
});

it('shows the code of a form for its respondent, once it is submitted', async () => {
  await page.viewport(360, 640);
  const instrument = household2022 as unknown as Instrument;
  const [answers = {}] = fc.sample(validAnswers(instrument), { numRuns: 1, seed: 3 });
  shown = await showInterview({ position: reviewStep, answers: answers as never });

  await page.getByRole('button', { name: 'Nộp phiếu' }).click();

  const slip = page.getByTestId('withdrawal-slip');
  await expect.element(slip).toBeVisible();
  const responseId = location.hash.split('/').at(-1) ?? '';
  const code = page.getByText(printWithdrawalCode(withdrawalCode(responseId)));
  await expect.element(code).toBeVisible();
});
