import {
  type Instrument,
  type Question,
  answerIn,
  holds,
  isRequired,
  optionsOf,
  questionsOf,
} from '@sipas/shared/questionnaire';
import type { Answer } from '@sipas/shared/response';
import type { Dice } from './dice.ts';

/** What moves the answers of one respondent: how satisfied people are here, and how they live. */
export interface Surroundings {
  /** Added to the chance of a satisfied answer, by factor code. */
  readonly leaningByFactor: ReadonlyMap<string, number>;
  readonly communeLeaning: number;
  readonly isUrban: boolean;
}

const satisfiedChance = 0.82;
const respondentSpread = 0.11;
const blankChance = 0.03;
const commentChance = 0.1;

/** Weights of the options where people do not choose evenly, in the order of the form. */
const weightsByCode: Readonly<Record<string, readonly number[]>> = {
  eligible: [96, 4],
  sex: [49, 51],
  age_band: [6, 20, 34, 24, 16],
  ethnicity: [86, 14],
  education: [17, 27, 29, 14, 12, 1],
  occupation: [9, 15, 43, 3, 15, 12, 3],
  terrain: [0, 98, 2],
  c3: [12, 6, 37, 30, 15],
  c4: [90, 9, 1],
  c5: [92, 7, 1],
  c6: [48, 14, 38],
  c7: [41, 17, 42],
};
const interestWeights = [6, 33, 61];
const priorityWeights = [46, 41, 13];
const channelChances = [0.55, 0.5, 0.22, 0.38, 0.6, 0.57, 0];
const experienceChances: Readonly<Record<string, number>> = {
  c8_1: 0.52,
  c8_2: 0.71,
  c8_3: 0.58,
  c8_4: 0.55,
  c8_5: 0.16,
  c8_6: 0.21,
  c8_7: 0.14,
};

/** What people add in their own words: general, so that nobody is meant; the number and the name are nobody's. */
const comments = [
  'Thủ tục nhanh hơn trước, cán bộ hướng dẫn dễ hiểu.',
  'Mong có thêm ghế ngồi chờ và quạt ở Bộ phận Một cửa.',
  'Nộp hồ sơ trực tuyến còn khó với người lớn tuổi.',
  'Đề nghị thông báo rõ thời gian trả kết quả.',
  'Đường liên ấp cần được sửa sớm trước mùa mưa.',
  'Nước sinh hoạt đôi lúc còn yếu vào buổi chiều.',
  'Cán bộ thân thiện, giải thích tận tình.',
  'Nên có người hỗ trợ làm hồ sơ trên điện thoại.',
  'Phải đi lại nhiều lần mới xong hồ sơ đất đai.',
  'Trả kết quả trễ hẹn mà không báo trước.',
  'Rất hài lòng, đến là được hướng dẫn ngay.',
  'Sau khi sáp nhập, trụ sở xã xa hơn, đi lại tốn thời gian.',
  'Đề nghị công khai mức lệ phí ở chỗ dễ thấy.',
  'Rác ở ven kênh chưa được thu gom thường xuyên.',
  'Gọi số 0900 000 000 nhiều lần không ai nghe máy.',
  'Cảm ơn chị Mẫu ở Bộ phận Một cửa đã chỉ dẫn từng bước.',
  'Phản ánh về tiếng ồn karaoke đã lâu chưa thấy trả lời.',
  'Trạm y tế cần thêm thuốc bảo hiểm cho người già.',
  'Đèn đường ở khóm hay hư, ban đêm rất tối.',
  'Cần tuyên truyền thêm về dịch vụ công cho bà con.',
] as const;

/** What people write beside "other, please state". */
const others: Readonly<Record<string, readonly string[]>> = {
  education_other: ['Học nghề', 'Trung cấp nghề', 'Chưa học hết tiểu học'],
  occupation_other: ['Chạy xe ôm', 'Thợ hồ', 'Làm thuê theo mùa', 'Nuôi tôm'],
  c2_other: [
    'Nghe hàng xóm nói',
    'Loa phát thanh của ấp',
    'Con cháu tra trên mạng',
    'Nhóm Zalo của khóm',
  ],
};

/**
 * Answers: one plausible form.
 * Shape:   instrument and surroundings → answers to the questions that are asked, in the order of the form.
 * Missing: a question that is not asked has no entry; one that is not required is sometimes left blank.
 */
export function plausibleAnswers(
  instrument: Instrument,
  surroundings: Surroundings,
  dice: Dice,
): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  const leaning = surroundings.communeLeaning + dice.normal() * respondentSpread;
  const answerOf = (code: string) => answerIn(answers, code);
  for (const question of questionsOf(instrument)) {
    if (question.relevant !== undefined && !holds(question.relevant, { answerOf })) continue;
    const answer = plausibleAnswer(instrument, question, { ...surroundings, leaning }, dice);
    const mayBeBlank = !isRequired(question, answers);
    if (answer === null) {
      if (mayBeBlank) answers[question.code] = { missing: 'left-blank' };
    } else
      answers[question.code] =
        mayBeBlank && dice.share() < blankChance ? { missing: 'left-blank' } : answer;
  }
  return answers;
}

function plausibleAnswer(
  instrument: Instrument,
  question: Question,
  about: Surroundings & { readonly leaning: number },
  dice: Dice,
): Answer | null {
  if (question.kind === 'text') return plausibleText(question, about.leaning, dice);
  if (question.kind === 'number') return dice.between(0, 10);
  const options = optionsOf(instrument, question).map(({ code }) => code);
  if (question.kind === 'multiple') {
    const chosen = options.filter((_, place) => dice.share() < (channelChances[place] ?? 0.3));
    return chosen.length > 0 ? chosen : options.slice(0, 1);
  }
  if (question.factor !== undefined)
    return (
      options[rating(about.leaning + (about.leaningByFactor.get(question.factor) ?? 0), dice)] ??
      null
    );
  return options[dice.weighted(weightsOf(question, options.length, about.isUrban))] ?? null;
}

/** Places on the scale from very dissatisfied (0) to very satisfied (4). */
function rating(leaning: number, dice: Dice): number {
  const chance = Math.min(0.985, Math.max(0.03, satisfiedChance + leaning));
  return dice.share() < chance
    ? dice.weighted([0, 0, 0, 72, 28])
    : dice.weighted([5, 20, 75, 0, 0]);
}

function weightsOf(question: Question, count: number, isUrban: boolean): readonly number[] {
  const { code } = question;
  if (code === 'residence') return isUrban ? [93, 7] : [9, 91];
  const chance = experienceChances[code];
  if (chance !== undefined) return [chance, 1 - chance];
  if (code.startsWith('c1_')) return interestWeights;
  if (code.startsWith('c10_')) return priorityWeights;
  return weightsByCode[code] ?? Array.from({ length: count }, () => 1);
}

function plausibleText({ code }: Question, leaning: number, dice: Dice): Answer | null {
  if (code === 'comment') return dice.share() < commentChance ? dice.pick(comments) : null;
  if (code === 'ethnicity_other') return dice.pick(['Khmer', 'Khmer', 'Khmer', 'Hoa']);
  // Chosen by what is thrown already: another throw would change every form that follows.
  const said = others[code] ?? ['Khác'];
  return said[Math.floor(Math.abs(leaning) * 1e6) % said.length] ?? null;
}
