import type { ChangeEffect, FigureName } from './difference-effect.ts';
import type { MemberName } from './difference-members.ts';

export const differenceKinds = ['added', 'removed', 'renamed', 'moved', 'changed'] as const;

/** One thing that two versions say differently. */
export interface InstrumentDifference {
  readonly part: 'form' | 'section' | 'question';
  /** Of the section or question, in the later version where it is there; '' for the form. */
  readonly code: string;
  /** The section in which a question stands; '' for the form. */
  readonly section: string;
  /** How people know the part: the text of the question, the title of section or form, in Vietnamese. */
  readonly label: string;
  readonly kind: (typeof differenceKinds)[number];
  readonly member: MemberName;
  /** Of which option, factor, block or list; '' where there is but one. */
  readonly item: string;
  /** '' for what is in no language. */
  readonly language: string;
  /** Null: that version says nothing here. */
  readonly before: string | null;
  readonly after: string | null;
  readonly effect: ChangeEffect;
  /** What can no longer be compared; none where the effect is `none` or `apart`. */
  readonly figures: readonly FigureName[];
}

/** Of which part a difference tells. */
export type About = Pick<InstrumentDifference, 'part' | 'code' | 'section' | 'label'>;
/** What it does. */
export type Judged = Pick<InstrumentDifference, 'effect' | 'figures'>;
export const harmless: Judged = { effect: 'none', figures: [] };
