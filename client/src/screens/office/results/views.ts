import type { Role, Wave } from '@sipas/shared/wire';
import type { OfficeText } from '../../../text/office/index.ts';

/** The views of the results in the order of their tabs: the word in the address, null for the one without, and its name. */
export const resultViews = [
  { id: 'overview', xem: 'tong-quan', name: (text: OfficeText) => text.overview.tab },
  { id: 'scores', xem: null, name: (text: OfficeText) => text.answers.scores },
  { id: 'answers', xem: 'cau-hoi', name: (text: OfficeText) => text.answers.others },
  { id: 'compare', xem: 'so-sanh', name: (text: OfficeText) => text.compare.tab },
  { id: 'trend', xem: 'xu-huong', name: (text: OfficeText) => text.trend.tab },
  { id: 'priorities', xem: 'uu-tien', name: (text: OfficeText) => text.priorities.tab },
  { id: 'comments', xem: 'y-kien', name: (text: OfficeText) => text.comments.tab },
  { id: 'report', xem: 'bao-cao', name: (text: OfficeText) => text.report.tab },
] as const;

export type ResultViewId = (typeof resultViews)[number]['id'];

/** What people said, and the report that quotes them, are not for who watches from outside. */
const notForObservers: ReadonlySet<ResultViewId> = new Set(['comments', 'report']);

/** Answers: the views that a role is offered, in the order of their tabs. */
export const viewsFor = (role: Role) =>
  resultViews.filter(({ id }) => role !== 'observer' || !notForObservers.has(id));

/**
 * Answers: is this role told figures of the wave? The server holds the rule (W-52); here it only keeps from asking in vain.
 */
export const isToldFigures = (role: Role, { edition }: Pick<Wave, 'edition'>): boolean =>
  edition !== undefined || role === 'analyst' || role === 'admin';

/** Answers: the waves of which this role is told figures, so that one is laid beside no other. */
export const toldWaves = (role: Role, waves: readonly Wave[]): readonly Wave[] =>
  waves.filter((wave) => isToldFigures(role, wave));

/** Choices that belong to one view and do not follow the reader to another. */
export const choicesOfOneView: Readonly<Record<string, null>> = Object.fromEntries(
  ['nhom', 'tim', 'dv', 'noi-dung', 'kieu', 'voi', 'trang', 'chude', 'noi', 'ghi', 'gan'].map(
    (choice) => [choice, null],
  ),
);
