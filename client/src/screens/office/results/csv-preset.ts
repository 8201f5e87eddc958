import type { CsvFormat } from '../../../ports/office-api.ts';

export const csvPresets = ['excelVi', 'plain', 'custom'] as const;
export type CsvPreset = (typeof csvPresets)[number];

type Marks = Omit<CsvFormat, 'shape'>;

/** What each program opens without a question. Excel with Vietnamese settings reads a comma as the decimal mark. */
const marksByPreset: Readonly<Record<Exclude<CsvPreset, 'custom'>, Marks>> = {
  excelVi: { decimal: 'comma', separator: 'semicolon', bom: true },
  plain: { decimal: 'point', separator: 'comma', bom: false },
};

/** Answers: the marks of a file for one program; for "custom" those chosen one by one. */
export const marksOf = (preset: CsvPreset, custom: Marks): Marks =>
  preset === 'custom' ? custom : marksByPreset[preset];
