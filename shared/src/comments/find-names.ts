import { foldText } from '../kernel/index.ts';
import type { Stretch } from './stretch.ts';

/** What people are called by; a name follows. */
const titles = wordSet(
  `ông bà anh chị cô chú bác dì dượng cậu mợ thím em cụ thầy đ/c tên
   đồng-chí cán-bộ công-chức viên-chức chủ-tịch bí-thư trưởng-ấp trưởng-khóm trưởng-thôn tổ-trưởng giám-đốc
   tên-là tôi-là`,
);
/** What follows a title with a capital and names no person. */
const offices = wordSet(
  `một ủy uỷ ubnd hđnd xã phường tỉnh huyện sở bộ công đảng nhà trung tư thuế văn-phòng hội mặt bưu hành tiếp địa phòng
   việt nam`,
);
/** Places are called after people. */
const placeWords = wordSet(
  `đường phố cầu trường chợ quận phường xã huyện tỉnh kênh rạch sông lộ khu ấp khóm tổ thpt thcs công-viên bệnh-viện`,
);
/** Family names that most people of Vietnam share, and the Khmer ones of Trà Vinh. */
const familyNames = wordSet(
  `nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý lâm đinh đoàn trương mai đào cao châu tạ tăng
   thạch kim sơn kiên danh trầm trịnh quách lương lưu hà tống tô tiêu liêu điệp`,
);
const middleNames = wordSet('văn thị');
const plain = (words: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...words].map(foldText));
const plainFamilyNames = plain(familyNames);
const plainMiddleNames = plain(middleNames);
const longestName = 5;
const longestShouted = 4;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).map((word) => word.replaceAll('-', ' ')));
}

interface Word extends Stretch {
  readonly text: string;
  readonly lower: string;
  readonly isFamilyName: boolean;
  readonly isMiddleName: boolean;
  readonly hasCapital: boolean;
  /** All in capitals, so that a capital tells nothing. */
  readonly isShouted: boolean;
  /** Nothing but blanks, or the point of a title, stand between this word and the one before. */
  readonly isNext: boolean;
}

/**
 * Answers: where does a text name a person: after a title, or by a family name with more names behind it?
 * Shape:   text in normal form C → stretches in order, the title not among them.
 */
export function findNames(text: string): readonly Stretch[] {
  const words = readWords(text);
  const found: Stretch[] = [];
  for (let place = 0; place < words.length;) {
    const title = titleLength(words, place);
    const length = title > 0 ? nameAfterTitle(words, place, title) : nameAt(words, place);
    const [first, last] = [words[place + title], words[place + title + length - 1]];
    if (length > 0 && first && last) found.push({ from: first.from, to: last.to });
    place += Math.max(1, title + length);
  }
  return found;
}

function readWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let before = 0;
  for (const match of text.matchAll(/đ\/c|[\p{L}\p{M}]+/giu)) {
    const [word] = match;
    const lower = word.toLowerCase();
    words.push({
      from: match.index,
      to: match.index + word.length,
      text: word,
      lower,
      // Who types no accents means any of these: "duong" may be Dương, "đường" is a road.
      isFamilyName: familyNames.has(lower) || plainFamilyNames.has(lower),
      isMiddleName: middleNames.has(lower) || plainMiddleNames.has(lower),
      hasCapital: /^\p{Lu}/u.test(word),
      isShouted: word.length > 1 && word === word.toUpperCase(),
      isNext: /^\s*[.:]?\s+$/.test(text.slice(before, match.index)),
    });
    before = match.index + word.length;
  }
  return words;
}

/** Answers: how many words here are a title; 0: none. */
function titleLength(words: readonly Word[], place: number): number {
  const [first, second] = [words[place], words[place + 1]];
  if (first === undefined) return 0;
  if (second?.isNext === true && titles.has(`${first.lower} ${second.lower}`)) return 2;
  return titles.has(first.lower) ? 1 : 0;
}

function nameAfterTitle(words: readonly Word[], place: number, title: number): number {
  const begin = place + title;
  const first = words[begin];
  if (first?.isNext !== true) return 0;
  const isShouted = words[place]?.isShouted === true && first.isShouted;
  if (isShouted && !first.isFamilyName) return 0;
  const capitals = capitalRun(words, begin);
  return capitals > 0 ? capitals : smallName(words, begin);
}

/** A name without a title: a family name and at least one more, both with a capital, and no place called so. */
function nameAt(words: readonly Word[], place: number): number {
  const [before, first, second] = [words[place - 1], words[place], words[place + 1]];
  if (!first?.isFamilyName) return 0;
  if (before && first.isNext && placeWords.has(before.lower)) return 0;
  if (first.isShouted && second?.isMiddleName !== true) return 0;
  const capitals = capitalRun(words, place);
  return capitals > 1 ? capitals : smallName(words, place);
}

function capitalRun(words: readonly Word[], begin: number): number {
  const most = words[begin]?.isShouted === true ? longestShouted : longestName;
  let length = 0;
  while (length < most) {
    const word = words[begin + length];
    if (word === undefined || !word.hasCapital || (length > 0 && !word.isNext)) break;
    if (offices.has(word.lower) && !word.isMiddleName) break;
    if (titleLength(words, begin + length) > 0 && length === 0 && !isInName(words, begin)) break;
    length += 1;
  }
  return length;
}

/** "Anh" and "Bá" are names too, where another name follows that is no title. */
const isInName = (words: readonly Word[], place: number): boolean =>
  words[place + 1]?.hasCapital === true && words[place]?.isFamilyName === true;

/** A name without capitals is known by a family name, the middle name that most have, and what follows. */
function smallName(words: readonly Word[], begin: number): number {
  const [first, second, third] = [words[begin], words[begin + 1], words[begin + 2]];
  const isName =
    first !== undefined &&
    first.isFamilyName &&
    second?.isNext === true &&
    second.isMiddleName &&
    third?.isNext === true;
  return isName ? 3 : 0;
}
