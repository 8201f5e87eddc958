import {
  type DraftBlock,
  type DraftChapter,
  type ImpactMaterial,
  heading,
  note,
  paragraph,
  table,
} from './material.ts';

/** Answers: which texts of consent people were shown, by version, where, and what each says. */
export function consentChapter({ consents }: ImpactMaterial): DraftChapter {
  const list = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '));
  const texts = consents.flatMap(({ version, text }): DraftBlock[] => [
    heading(`Lời đồng ý ${version}`),
    paragraph(text),
  ]);
  return {
    id: 'consent',
    title: 'Sự đồng ý của người trả lời',
    blocks: [
      paragraph(
        'Không câu nào được hỏi trước khi có đồng ý; hai nút ngang nhau, không nút nào chọn sẵn; từ chối được đếm. Mỗi phiếu ghi phiên bản của lời đã đọc và mã băm của trọn bộ câu hỏi.',
      ),
      ...(consents.length === 0
        ? [note('Chưa có phiếu hỏi nào trong kho.')]
        : [
            table(
              'Các phiên bản của lời đồng ý',
              ['Phiên bản', 'Ngôn ngữ', 'Phiếu hỏi', 'Đợt khảo sát'],
              consents.map(({ version, languages, instruments, waves }) => [
                version,
                list(languages),
                list(instruments),
                list(waves),
              ]),
            ),
            ...texts,
          ]),
    ],
  };
}
