import {
  type NewWaveRequest,
  type SchemeName,
  allowanceLimits,
  waveLimits,
} from '@sipas/shared/wire';

/** A new wave as it stands in the form: numbers as they are typed. */
export interface WaveDraft {
  readonly name: string;
  readonly catalogue: string;
  readonly instruments: readonly string[];
  readonly scheme: SchemeName;
  readonly minimumBase: string;
  readonly minimumCell: string;
  readonly allowanceVnd: string;
  readonly file: File | null;
  readonly open: boolean;
}

export type WaveField = Exclude<keyof WaveDraft, 'scheme' | 'open'>;
export type WaveFault =
  | 'nameMissing'
  | 'dayMissing'
  | 'instrumentMissing'
  | 'numberBad'
  | 'baseBelowCell'
  | 'amountBad'
  | 'fileTooLarge'
  | 'fileGone';

/** Answers: the whole number that is typed, with or without the points that group thousands; null where it is none. */
export function readWhole(typed: string): number | null {
  const digits = typed.trim();
  const isWhole = /^\d{1,9}$/.test(digits) || /^\d{1,3}(\.\d{3}){1,2}$/.test(digits);
  return isWhole ? Number(digits.replaceAll('.', '')) : null;
}

/**
 * Answers: what is wrong in the form, as far as it can be told before anything is sent?
 * Shape:   draft → a fault by its field; nothing where the server is to judge.
 * Rule:    W-34
 */
export function judgeDraft(draft: WaveDraft): Partial<Record<WaveField, WaveFault>> {
  const [base, cell] = [readWhole(draft.minimumBase), readWhole(draft.minimumCell)];
  const allowance = draft.allowanceVnd.trim() === '' ? 1 : readWhole(draft.allowanceVnd);
  const isBound = (bound: number | null): bound is number =>
    bound !== null && bound >= 1 && bound <= waveLimits.responses;
  return {
    ...(draft.name.trim() === '' && { name: 'nameMissing' }),
    ...(draft.catalogue === '' && { catalogue: 'dayMissing' }),
    ...(draft.instruments.length === 0 && { instruments: 'instrumentMissing' }),
    ...(!isBound(base)
      ? { minimumBase: 'numberBad' }
      : isBound(cell) && base < cell && { minimumBase: 'baseBelowCell' }),
    ...(!isBound(cell) && { minimumCell: 'numberBad' }),
    ...((allowance === null || allowance < 1 || allowance > allowanceLimits.amountVnd) && {
      allowanceVnd: 'amountBad',
    }),
    ...((draft.file?.size ?? 0) > waveLimits.planBytes && { file: 'fileTooLarge' }),
  };
}

/**
 * Answers: what is sent of a form without a fault; null where the file cannot be read any more: a browser reads none that was
 * written anew after it was chosen.
 */
export async function requestOf({ file, ...draft }: WaveDraft): Promise<NewWaveRequest | null> {
  const villages = file === null ? null : await readText(file);
  if (villages === undefined) return null;
  return {
    name: draft.name,
    catalogue: draft.catalogue,
    instruments: [...draft.instruments],
    scheme: draft.scheme,
    minimumBase: readWhole(draft.minimumBase) ?? 0,
    minimumCell: readWhole(draft.minimumCell) ?? 0,
    allowanceVnd: draft.allowanceVnd.trim() === '' ? null : readWhole(draft.allowanceVnd),
    villages,
    open: draft.open,
  };
}

async function readText(file: File): Promise<string | undefined> {
  try {
    return await file.text();
  } catch {
    return undefined;
  }
}

const fieldByCode: Readonly<Record<string, WaveField>> = {
  'wave.exists': 'name',
  'wave.bad-name': 'name',
  'wave.unknown-catalogue': 'catalogue',
  'wave.no-instrument': 'instruments',
  'wave.unknown-instrument': 'instruments',
  'wave.base-below-cell': 'minimumBase',
};

/** Answers: beside which field a refusal of the server stands; null: below all. */
export const fieldOf = (code: string): WaveField | null =>
  fieldByCode[code] ?? (code.startsWith('plan.') ? 'file' : null);
