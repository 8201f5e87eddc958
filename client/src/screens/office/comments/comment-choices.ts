import type { Wave } from '@sipas/shared/wire';
import type { CommentQuery } from '../../../ports/office-api.ts';
import { chooseInstrument, instrumentName } from '../results/score-choices.ts';

/** As many as a person reads before choosing again. */
export const pageComments = 50;

const codings = ['yes', 'no'] as const;

/** The choices of this screen in the address, none of them made. */
export const noChoices = { tim: null, ghi: null, chude: null, noi: null, gan: null, trang: null };

/** Answers: the page that the address asks for, the first one being 1. */
export const choosePage = (asked: string | undefined): number =>
  Math.min(1_000_000, Math.max(1, Number.parseInt(asked ?? '1', 10) || 1));

/**
 * Answers: the comments that the choices in the address ask for.
 * Missing: null where the wave carries no instrument.
 */
export function chooseComments(
  wave: Wave,
  choices: Readonly<Record<string, string>>,
): CommentQuery | null {
  const instrument = chooseInstrument(wave, choices['phieu']);
  if (instrument === undefined) return null;
  const asked = (name: string): string | null => choices[name] || null;
  return {
    wave: wave.id,
    instrument: instrumentName(wave, instrument),
    search: choices['tim'] ?? '',
    question: asked('ghi'),
    theme: asked('chude'),
    unit: asked('noi'),
    coded: codings.find((one) => one === choices['gan']) ?? null,
    limit: pageComments,
    offset: (choosePage(choices['trang']) - 1) * pageComments,
  };
}
