import { daysLate } from '../fixes/index.ts';
import type { Action } from '../wire/index.ts';
import { nameSome, nameWithin, printCount, printDay } from './figure-words.ts';

/** What a report tells of an action of the register. */
export type ToldAction = Pick<
  Action,
  'what' | 'responsible' | 'dueDay' | 'status' | 'units' | 'otherUnits' | 'criteria'
>;

export const isOpen = ({ status }: Pick<Action, 'status'>): boolean =>
  status === 'planned' || status === 'doing';

const statusWords = {
  planned: 'dự kiến',
  doing: 'đang làm',
  done: 'xong',
  stopped: 'dừng',
} as const;

/** Answers: how far an action has come on a day: "đang làm, quá hạn 12 ngày". */
export function tellProgress(action: Pick<Action, 'status' | 'dueDay'>, day: string): string {
  const late = daysLate(action, day);
  return `${statusWords[action.status]}${late === 0 ? '' : `, quá hạn ${printCount(late)} ngày`}`;
}

/** Answers: where an action is for: "xã A, xã B và 2 đơn vị khác"; units outside the reader's areas are a number. */
export function tellUnits({ units, otherUnits }: Pick<Action, 'units' | 'otherUnits'>): string {
  const names = nameSome(units.map(({ label }) => nameWithin(label)));
  return otherUnits === 0 ? names : `${names}; ${printCount(otherUnits)} đơn vị ngoài địa bàn`;
}

/**
 * Answers: how does the register of actions stand on a day, in a sentence?
 * Shape:   actions, day → "Đến ngày 27/11/2026, sổ hành động có 5 việc chưa xong, 2 việc trong đó quá hạn, lâu nhất là 12 ngày;
 *          3 việc đã xong, 1 việc đã dừng."
 * Missing: an empty register, none open and none overdue are told as such.
 * Rule:    N-23
 */
export function tellRegister(actions: readonly ToldAction[], day: string): string {
  const at = `Đến ngày ${printDay(day)}`;
  if (actions.length === 0) return `${at}, sổ hành động chưa có việc nào cho phiếu này.`;
  const open = actions.filter(isOpen);
  const ended = (['done', 'stopped'] as const).flatMap((status) => {
    const count = actions.filter((one) => one.status === status).length;
    return count === 0 ? [] : [`${printCount(count)} việc đã ${statusWords[status]}`];
  });
  if (open.length === 0)
    return `${at}, sổ hành động không còn việc nào chưa xong: ${ended.join(', ')}.`;
  const late = open.map((action) => daysLate(action, day)).filter((days) => days > 0);
  const behind = ended.length === 0 ? '' : `; ${ended.join(', ')}`;
  return `${at}, sổ hành động có ${printCount(open.length)} việc chưa xong, ${tellLate(late, open.length)}${behind}.`;
}

function tellLate(late: readonly number[], open: number): string {
  if (late.length === 0) return 'không việc nào quá hạn';
  const longest = `lâu nhất là ${printCount(Math.max(...late))} ngày`;
  if (open === 1) return `quá hạn ${printCount(late[0] ?? 0)} ngày`;
  if (late.length === open) return `đều quá hạn, ${longest}`;
  return late.length === 1
    ? `1 việc trong đó quá hạn ${printCount(late[0] ?? 0)} ngày`
    : `${printCount(late.length)} việc trong đó quá hạn, ${longest}`;
}
