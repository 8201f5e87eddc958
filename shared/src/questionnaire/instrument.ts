import type { Sha256Hex } from '../kernel/index.ts';
import type { Expression } from './expression.ts';

/** One text in several languages. Vietnamese is always there; another language that lacks it falls back to Vietnamese. */
export type Text = { readonly vi: string } & { readonly [language: string]: string };

/** Why an answer is missing. Never null: each of these is counted apart and leaves the denominator (decision D4). */
export const missingKinds = ['not-asked', 'left-blank', 'refused', 'dont-know'] as const;
export type MissingKind = (typeof missingKinds)[number];

/** One printed answer. The code is the number on the form. */
export interface Option {
  readonly code: string;
  readonly label: Text;
}

/** A question with one printed answer, or several of them, a whole number, or free text. */
export interface Question {
  /** Unique in the instrument, the column name of every export: "c9_01". */
  readonly code: string;
  readonly kind: 'single' | 'multiple' | 'number' | 'text';
  readonly text: Text;
  /** What several questions of one grid share, shown above each: "Mức độ hài lòng đối với …". */
  readonly stem?: Text;
  readonly hint?: Text;
  /** Name of the choice list; single and multiple only. */
  readonly choices?: string;
  /** The factor this criterion belongs to; satisfaction questions only. */
  readonly factor?: string;
  /** XLSForm `relevant`: asked only when true. Absent = always asked. */
  readonly relevant?: Expression;
  /** XLSForm `required`: absent = never. */
  readonly required?: Expression;
  /** XLSForm `constraint` and `constraint_message`: what an answer must satisfy. */
  readonly constraint?: { readonly holds: Expression; readonly message: Text };
  /** Missing kinds offered to the respondent beside the options (none in household-2022). */
  readonly offers?: readonly ('refused' | 'dont-know')[];
  /** Shown to no reader in small cells, left out of every row export (decision D15). */
  readonly sensitive?: boolean;
}

/** A part of the form under one heading. */
export interface Section {
  readonly code: string;
  readonly title: Text;
  /** profile: who answers, the groups of breakdowns; criteria: satisfaction; other: all else. */
  readonly role: 'profile' | 'criteria' | 'other';
  readonly questions: readonly Question[];
}

/** A block of the satisfaction index: policy or service. */
export interface Block {
  readonly code: string;
  readonly title: Text;
}

/** A factor of the satisfaction index; every criterion lies in exactly one. */
export interface Factor {
  readonly code: string;
  readonly block: string;
  readonly title: Text;
}

/** A questionnaire as data. Immutable: its version is the hash of its canonical form. */
export interface Instrument {
  readonly format: 1;
  readonly id: string;
  readonly title: Text;
  /** Where the texts come from and what was left out, for readers of the codebook. */
  readonly source: string;
  readonly languages: readonly string[];
  readonly consent: { readonly version: string; readonly text: Text };
  readonly choiceLists: { readonly [name: string]: readonly Option[] };
  readonly blocks: readonly Block[];
  readonly factors: readonly Factor[];
  /** Option codes of a criterion that count as satisfied: "4" and "5" (decision D2). */
  readonly satisfiedOptions: readonly string[];
  readonly sections: readonly Section[];
}

/** How an envelope names the instrument that was asked. */
export interface InstrumentReference {
  readonly id: string;
  readonly version: Sha256Hex;
}
