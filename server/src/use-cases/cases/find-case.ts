import type { CaseDeadlineRules } from '@sipas/shared/cases';
import { dayInVietnam } from '@sipas/shared/fixes';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import type { Case } from '@sipas/shared/wire';
import type {
  CaseStore,
  Clock,
  CodedForm,
  Ids,
  KeptCase,
  User,
  WithdrawalStore,
} from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import type { WaveReader } from '../waves/index.ts';
import { type CaseSurroundings, mayKnowForm, viewCase } from './view-case.ts';

export interface CaseNeeds {
  readonly cases: CaseStore;
  readonly withdrawals: Pick<WithdrawalStore, 'withdraw'>;
  /** Hears of each form that was withdrawn, so that backups follow. */
  readonly withdrawn: () => void;
  readonly reader: WaveReader;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  readonly rules: CaseDeadlineRules;
}

export async function surroundingsOf({
  reader,
  clock,
  rules,
}: CaseNeeds): Promise<CaseSurroundings> {
  const waves = new Map((await reader.waves()).map((wave) => [wave.wave.id, wave] as const));
  const today = dayInVietnam(clock.now());
  return { rules, today, waves };
}

export interface FoundCase {
  readonly kept: KeptCase;
  readonly form: CodedForm | undefined;
  readonly by: CaseSurroundings;
}

/** Answers: a case that this person may know, with its form. */
export async function findCase(
  needs: CaseNeeds,
  user: User,
  caseId: string,
): Promise<Result<FoundCase, Refusal>> {
  const kept = await needs.cases.find(caseId);
  if (kept === null) return refuse({ code: 'case.unknown' });
  const form = formOf(kept, await needs.cases.formsOf(codesOf([kept])));
  const by = await surroundingsOf(needs);
  return mayKnowForm(form, user, by.waves)
    ? ok({ kept, form, by })
    : refuse({ code: 'case.unknown' });
}

export async function showCase(
  needs: CaseNeeds,
  user: User,
  caseId: string,
): Promise<Result<Case, Refusal>> {
  const found = await findCase(needs, user, caseId);
  return found.ok ? ok(viewCase(found.value.kept, found.value.form, found.value.by)) : found;
}

export const codesOf = (kept: readonly KeptCase[]): readonly string[] =>
  kept.flatMap(({ code }) => code ?? []);
export const formOf = (
  { code }: KeptCase,
  forms: ReadonlyMap<string, CodedForm>,
): CodedForm | undefined => (code === null ? undefined : forms.get(code));
