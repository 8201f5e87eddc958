import type { FillName } from './fill.ts';

/** Ground, ink and lines of a picture that leaves the console: those of paper. */
export const paper = {
  ground: '#ffffff',
  ink: '#12222b',
  soft: '#46565f',
  line: '#75858d',
} as const;

/**
 * The classes on paper, from low to high: one way from light to dark, which readers who take red for green see too, and
 * which a printer without colours keeps. The console's style sheet has the same.
 */
export const classColours = ['#edf3b0', '#a6d9b2', '#4fb3c0', '#2a7ab0', '#253480'] as const;

/** The five answers, from *rất không hài lòng* to *rất hài lòng*: brown and green part in the middle. */
export const answerColours = ['#8c510a', '#d8b365', '#e6e6e6', '#5ab4ac', '#01665e'] as const;

/** What a fill is drawn with in a file; the hatchings are defined there. */
export function paintOf(fill: FillName): string {
  if (fill === 'none') return paper.ground;
  return fill === 'insufficient' || fill === 'suppressed'
    ? `url(#${fill})`
    : (classColours[Number(fill.slice(1)) - 1] ?? paper.ground);
}
