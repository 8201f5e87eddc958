import { foldText } from '@sipas/shared/kernel';
import type { GroupingDetails, GroupingRevisionRequest } from '@sipas/shared/wire';

/** What somebody makes of a grouping before it is saved. */
export type GroupingDraft = Pick<GroupingRevisionRequest, 'areas' | 'communes'>;

export const draftOf = ({ areas, communes }: GroupingDetails): GroupingDraft => ({
  areas: areas.map(({ code, title }) => ({ code, title })),
  communes: communes.map(({ code, area }) => ({ code, area })),
});

/** Answers: the draft with these communes in another area. */
export const moveCommunes = (
  draft: GroupingDraft,
  codes: ReadonlySet<string>,
  area: string,
): GroupingDraft => ({
  ...draft,
  communes: draft.communes.map((one) => (codes.has(one.code) ? { ...one, area } : one)),
});

/**
 * Answers: the draft with an area more.
 * Shape:   name → its code is the name without accents, with hyphens; with a number behind it where that is taken.
 */
export function addArea(draft: GroupingDraft, title: string): GroupingDraft {
  const plain = foldText(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  const base = plain === '' ? 'khu-vuc' : plain;
  const taken = new Set(draft.areas.map(({ code }) => code));
  let code = base;
  for (let number = 2; taken.has(code); number += 1) code = `${base}-${String(number)}`;
  return { ...draft, areas: [...draft.areas, { code, title }] };
}

export const renameArea = (draft: GroupingDraft, code: string, title: string): GroupingDraft => ({
  ...draft,
  areas: draft.areas.map((area) => (area.code === code ? { ...area, title } : area)),
});

/** Answers: the draft without an area; unchanged where a commune lies in it. */
export const removeArea = (draft: GroupingDraft, code: string): GroupingDraft =>
  draft.communes.some(({ area }) => area === code)
    ? draft
    : { ...draft, areas: draft.areas.filter((area) => area.code !== code) };

/** Answers: how many communes lie elsewhere than in this version, and how many areas are new, gone or called otherwise. */
export function countChanges(
  draft: GroupingDraft,
  from: GroupingDetails,
): { readonly moved: number; readonly areas: number } {
  const places = new Map(from.communes.map(({ code, area }) => [code, area]));
  const titles = new Map(from.areas.map(({ code, title }) => [code, title]));
  const kept = new Set(draft.areas.map(({ code }) => code));
  return {
    moved: draft.communes.filter(({ code, area }) => places.get(code) !== area).length,
    areas:
      draft.areas.filter(({ code, title }) => titles.get(code) !== title).length +
      from.areas.filter(({ code }) => !kept.has(code)).length,
  };
}
