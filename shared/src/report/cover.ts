import type { ReportDocument } from '../wire/index.ts';
import { beginSentence, nameWithin, noBreak, tellFigure } from './figure-words.ts';
import type { ReportMaterial } from './material.ts';

/**
 * Answers: the first page: who issues it, where and when, what it is of, and the first figure.
 * Shape:   one province of the wave → its committee and its Department; several → neither, as none speaks for all.
 *          Figures that are not frozen make a draft.
 *          The number is left open: the registry of the issuer gives it.
 * Rule:    N-07
 */
export function writeCover(material: ReportMaterial): ReportDocument['cover'] {
  const { wave, day, provinces, overall } = material;
  const [province] = provinces;
  const isOne = provinces.length === 1 && province !== undefined;
  const [year = '', month = '', date = ''] = day.split('-');
  const place = isOne ? `${province.replace(/^(Tỉnh|Thành phố) /, '')}, ` : '';
  return {
    issuers: isOne
      ? ['ỦY BAN NHÂN DÂN', province.toLocaleUpperCase('vi'), 'SỞ NỘI VỤ']
      : ['CƠ QUAN THỰC HIỆN KHẢO SÁT'],
    country: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    reference: `Số:${noBreak.repeat(8)}/${isOne ? 'BC-SNV' : 'BC'}`,
    placeAndDay: `${place}ngày ${date} tháng ${month} năm ${year}`,
    title: editionOf(material) === undefined ? 'DỰ THẢO BÁO CÁO' : 'BÁO CÁO',
    subject: `Kết quả đo lường sự hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước – ${wave.name}`,
    summary: summaries(overall.rows)[0] ?? noProvinceWords,
  };
}

/** Answers: the edition that a report is of; none where a figure in it is not frozen. */
export function editionOf({ overall, change }: ReportMaterial): number | undefined {
  const others = change.kind === 'tables' ? change.tables.map(({ before }) => before.edition) : [];
  return others.includes(undefined) ? undefined : overall.edition;
}

export const noProvinceWords =
  'Báo cáo này không có chỉ số của toàn tỉnh: địa bàn của người lập báo cáo không gồm trọn một tỉnh.';

/** Answers: for each province, its index in a sentence. */
export const summaries = (rows: ReportMaterial['overall']['rows']): readonly string[] =>
  rows.map((row) => {
    const name = nameWithin(row.unitName);
    return row.status === 'published'
      ? `Chỉ số hài lòng chung của ${name} là ${tellFigure(row)}.`
      : `${beginSentence(name)} chưa có chỉ số hài lòng chung: ${tellFigure(row)}.`;
  });
