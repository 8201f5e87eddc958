import type { SchemeName } from '../wire/index.ts';

/** How criteria become factors, blocks and the index. */
export const schemeWords: Readonly<Record<SchemeName, { name: string; rule: string }>> = {
  criterion_mean: {
    name: 'trung bình các tiêu chí',
    rule: 'Chỉ số của yếu tố, của khối và chỉ số chung là trung bình cộng của các tiêu chí thuộc nó; mỗi tiêu chí có trọng số như nhau.',
  },
  factor_mean: {
    name: 'trung bình các yếu tố',
    rule: 'Chỉ số của yếu tố là trung bình cộng của các tiêu chí; chỉ số của khối và chỉ số chung là trung bình cộng của các yếu tố.',
  },
  pooled_answers: {
    name: 'gộp mọi câu trả lời',
    rule: 'Chỉ số của yếu tố, của khối và chỉ số chung là tỉ lệ câu trả lời hài lòng trên tất cả câu trả lời hợp lệ gộp lại.',
  },
};
