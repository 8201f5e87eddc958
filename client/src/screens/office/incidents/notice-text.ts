import { type IncidentRules, countedEntries, incidentClock } from '@sipas/shared/incidents';
import type { Instant } from '@sipas/shared/kernel';
import type { Incident, IncidentList } from '@sipas/shared/wire';
import { officeText, printCount, printDuration, printMoment } from '../../../text/office/index.ts';

/** One numbered part of the notice: what is said, and what is left to be written by hand. */
export interface NoticePart {
  readonly title: string;
  readonly lines: readonly string[];
  readonly blanks: readonly string[];
}

const words = officeText.vi.incidents;
const unknown = 'Chưa biết tại thời điểm lập thông báo; sẽ báo bổ sung.';

/**
 * Answers: what does the notice to the authority say of an incident?
 * Shape:   its parts in Vietnamese, whatever language the console speaks. What is not known stands there as not known, and only
 *          entries that still count are told. What the program cannot know is left blank, to be written by hand.
 * Source:  Decree 13/2023/NĐ-CP, 23 and form 03; Law 91/2025/QH15, 23; decision 112.
 * Rule:    H-54
 */
export function noticeParts(
  { facts, clock, history }: Incident,
  { rules, classes }: Pick<IncidentList, 'rules' | 'classes'>,
  now: Instant,
): readonly NoticePart[] {
  const counted = countedEntries(history);
  const told = (...steps: readonly string[]) =>
    counted
      .filter(({ step }) => steps.includes(step))
      .map(({ doneAt, at, note }) => `${printMoment(doneAt ?? at)}: ${note}`);
  const data = classes
    .filter(({ id }) => facts.data.includes(id))
    .map(
      ({ kind, class: near, records }) =>
        `${words.kinds[kind]}, dữ liệu ${words.classes[near]} (${records.map(({ vi }) => vi).join('; ')})`,
    );
  const people = facts.peopleMost;
  return [
    {
      title: 'Cơ quan thông báo',
      lines: [],
      blanks: [
        'Tên cơ quan',
        'Địa chỉ',
        'Người phụ trách bảo vệ dữ liệu',
        'Điện thoại, thư điện tử',
      ],
    },
    {
      title: 'Thời gian và diễn biến',
      lines: [
        `Phát hiện lúc ${printMoment(facts.noticedAt)} (giờ Việt Nam).`,
        `Bắt đầu lúc: ${facts.beganAt === null ? unknown : `${printMoment(facts.beganAt)}.`}`,
        facts.what,
      ],
      blanks: ['Địa điểm'],
    },
    { title: 'Loại dữ liệu cá nhân', lines: orUnknown(data), blanks: [] },
    {
      title: 'Số người có dữ liệu bị ảnh hưởng',
      lines: [people === null ? unknown : `Nhiều nhất ${printCount(people, 'vi')} người.`],
      blanks: [],
    },
    {
      title: 'Hậu quả, thiệt hại đã hoặc có thể xảy ra',
      lines: orUnknown(told('assessed')),
      blanks: [],
    },
    { title: 'Biện pháp đã làm', lines: orUnknown(told('contained', 'people-told')), blanks: [] },
    { title: 'Thời hạn thông báo', ...timeliness(rules, clock, now) },
  ];
}

const orUnknown = (lines: readonly string[]) => (lines.length === 0 ? [unknown] : lines);

/** A notice that comes late says why, which only people know. */
function timeliness(rules: IncidentRules, clock: Incident['clock'], now: Instant) {
  const { deadline, leftMs, state } = incidentClock(rules, { ...clock, noDutyAt: null }, now);
  const hours = String(rules.noticeHours);
  const end = `Hạn ${hours} giờ kể từ khi phát hiện: ${printMoment(deadline)}.`;
  const isLate = state === 'overdue' || state === 'missed';
  const late = `Thông báo sau hạn ${printDuration(leftMs, 'vi')}.`;
  return { lines: isLate ? [end, late] : [end], blanks: isLate ? ['Lý do chậm'] : [] };
}
