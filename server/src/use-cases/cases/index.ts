import type { Tries } from '../../ports/index.ts';
import { mayBecome } from '@sipas/shared/cases';
import { type Result, refuse } from '@sipas/shared/kernel';
import { readWithdrawalCode } from '@sipas/shared/response';
import type {
  Case,
  CaseEntryRequest,
  CaseList,
  NewCase,
  WithdrawalRequest,
} from '@sipas/shared/wire';
import type { User } from '../../ports/index.ts';
import type { Refusal } from '../refusal.ts';
import { createAttemptLimit } from '../sign-in/index.ts';
import {
  type CaseNeeds,
  codesOf,
  findCase,
  formOf,
  showCase,
  surroundingsOf,
} from './find-case.ts';
import { type CaseSurroundings, mayKnowForm, viewCase } from './view-case.ts';
import { withdrawForm } from './withdraw-form.ts';

/** A register that nobody could read any more helps nobody; and a list goes to the console whole. */
const mostCases = 5_000;
/** Codes of one account to which no form led: nobody tries their way to somebody's form. */
const codeTries = 20;
const codeWindowSeconds = 60 * 60;

/** Everything that people ask of the register of requests. */
export function createCaseCases(needs: CaseNeeds & { readonly tries?: Tries | undefined }) {
  const limit = createAttemptLimit(codeTries, codeWindowSeconds, {
    ...{ tries: needs.tries, name: 'case code' },
  });
  return {
    list: (user: User) => listCases(needs, user),
    show: (user: User, caseId: string) => showCase(needs, user, caseId),
    open: (user: User, asked: NewCase) => openCase({ ...needs, limit }, user, asked),
    withdraw: (user: User, caseId: string, asked: WithdrawalRequest) =>
      withdrawForm(needs, user, caseId, asked),
    add: (user: User, caseId: string, asked: CaseEntryRequest) =>
      addEntry(needs, user, caseId, asked),
  };
}

/**
 * Answers: what have people asked about their forms, in the areas of this person?
 * Shape:   overdue ones first, the longest overdue at the head; then what is open, by the day that comes first; then what has
 *          ended, the latest first.
 * Source:  decision 107.
 * Rule:    H-07
 */
async function listCases(needs: CaseNeeds, user: User): Promise<CaseList> {
  const kept = await needs.cases.all();
  const forms = await needs.cases.formsOf(codesOf(kept));
  const by = await surroundingsOf(needs);
  const cases = kept
    .map((one) => ({ one, form: formOf(one, forms) }))
    .filter(({ form }) => mayKnowForm(form, user, by.waves))
    .map(({ one, form }) => viewCase(one, form, by));
  return { today: by.today, source: needs.rules.source, cases: cases.sort(byUrgency) };
}

function byUrgency(a: Case, b: Case): number {
  const [lateA, lateB] = [a.late?.days ?? 0, b.late?.days ?? 0];
  if (lateA !== lateB) return lateB - lateA;
  const [openA, openB] = [a, b].map(({ state }) => state === 'received' || state === 'answered');
  if (openA !== openB) return openA === true ? -1 : 1;
  if (openA === false) return a.id < b.id ? 1 : -1;
  const [dueA, dueB] = [dueOf(a), dueOf(b)];
  return dueA === dueB ? (a.id < b.id ? -1 : 1) : dueA < dueB ? -1 : 1;
}

const dueOf = ({ state, answerBy, finishBy }: Case): string =>
  state === 'received' && answerBy < finishBy ? answerBy : finishBy;

/**
 * Answers: the new case.
 * Shape:   a code need not lead to a form yet, since a phone may still hold it: the case then waits for it.
 * Errors:  case.day-ahead where it came on a day that is still to come; case.code-elsewhere where its form lies outside the
 *          areas of the person; case.too-many-codes, with seconds, after 20 codes in an hour to which no form led;
 *          case.too-many.
 * Source:  decision 107.
 * Rule:    H-08
 */
async function openCase(
  needs: CaseNeeds & { readonly limit: ReturnType<typeof createAttemptLimit> },
  user: User,
  { kind, code: typed, receivedDay, asked }: NewCase,
): Promise<Result<Case, Refusal>> {
  const by = await surroundingsOf(needs);
  if (receivedDay > by.today) return refuse({ code: 'case.day-ahead' });
  const code = typed === null ? null : readWithdrawalCode(typed);
  if (code !== null) {
    const refusal = await judgeCode(needs, user, code, by);
    if (refusal !== null) return refuse(refusal);
  }
  const id = needs.ids.uuid7();
  const entry = { state: 'received', extended: false, note: '', userId: user.id } as const;
  const first = { ...entry, revision: 1, at: needs.clock.now() };
  const opened = { id, kind, code, receivedDay, asked };
  if (!(await needs.cases.open(opened, first, mostCases))) return refuse({ code: 'case.too-many' });
  return showCase(needs, user, id);
}

async function judgeCode(
  { cases, limit }: Parameters<typeof openCase>[0],
  user: User,
  code: string,
  { waves }: CaseSurroundings,
): Promise<Refusal | null> {
  const wait = await limit.take(user.id);
  if (wait !== null) return { code: 'case.too-many-codes', retryAfterSeconds: wait };
  const form = (await cases.formsOf([code])).get(code);
  if (form === undefined) return null;
  if (!mayKnowForm(form, user, waves)) return { code: 'case.code-elsewhere' };
  await limit.giveBack(user.id);
  return null;
}

/**
 * Answers: the case, with one more step.
 * Errors:  case.unknown; case.changed where somebody added a step in between; case.state-impossible for what has ended, for a
 *          step back, and for a deadline that was put off before.
 * Source:  decision 107.
 * Rule:    H-09
 */
async function addEntry(
  needs: CaseNeeds,
  user: User,
  caseId: string,
  { revision, state, extended, note }: CaseEntryRequest,
): Promise<Result<Case, Refusal>> {
  const found = await findCase(needs, user, caseId);
  if (!found.ok) return found;
  const { history } = found.value.kept;
  const last = history.at(-1);
  if (last?.revision !== revision) return refuse({ code: 'case.changed' });
  const isTwice = extended && history.some((entry) => entry.extended);
  if (!mayBecome(last.state, state) || isTwice) return refuse({ code: 'case.state-impossible' });
  const entry = { state, extended, note, userId: user.id, at: needs.clock.now() };
  if (!(await needs.cases.add(caseId, { ...entry, revision: revision + 1 })))
    return refuse({ code: 'case.changed' });
  return showCase(needs, user, caseId);
}
