import type { AnnouncedFigure } from '../wire/index.ts';
import { nameWithin, printDecimal, printPercentage } from './figure-words.ts';
import { tellGap } from './gap-words.ts';
import { type DraftBlock, heading, note, paragraph } from './material.ts';
import { printedDifference, tellPoints, tellSteps } from './points.ts';
import { countCell, figureCell, figureColumn, textCell, textColumn } from './score-cells.ts';

const country = 'VN';

const seriesByInstrument: Readonly<Record<string, string>> = {
  'household-2022': 'ho-gia-dinh',
  'transaction-5-factor': 'giao-dich',
};

/** Answers: which announced series asks what an instrument asks; undefined for none. The two are different surveys. */
export const seriesOfInstrument = (instrument: string): string | undefined =>
  seriesByInstrument[instrument];

/**
 * Answers: what an area's announced figure of a year means beside the year before, the country and the highest province.
 * Shape:   all announced figures, one of them → "Năm 2024, tỉnh … đạt 81,75 %, xếp thứ 53/63; tăng 1,64 điểm % và giảm 5
 *          bậc so với năm 2023; thấp hơn cả nước (83,94 %) 2,19 điểm %; …". Figures of one series only are set beside each
 *          other, and the differences are those of the printed figures.
 * Missing: what was not announced is left out.
 * Source:  data/published-figures.
 * Rule:    N-08
 */
export function tellAnnounced(figure: AnnouncedFigure, all: readonly AnnouncedFigure[]): string {
  const alike = all.filter((one) => one.series === figure.series && one.figure === figure.figure);
  const find = (area: string, year: number, position: AnnouncedFigure['position'] = 'value') =>
    alike.find((one) => one.area === area && one.year === year && one.position === position);
  const before = find(figure.area, figure.year - 1);
  const national = find(country, figure.year);
  const highest = find(country, figure.year, 'highest');
  const place =
    figure.rank === null ? '' : `, xếp thứ ${String(figure.rank)}/${String(figure.rankedCount)}`;
  const parts = [
    ...(before === undefined ? [] : [tellSince(before, figure)]),
    ...(national === undefined
      ? []
      : [tellGap(figure.percent, { name: 'cả nước', percent: national.percent })]),
    ...(highest === undefined || highest.percent === figure.percent
      ? []
      : [tellGap(figure.percent, { name: 'tỉnh cao nhất cả nước', percent: highest.percent })]),
  ];
  const head = `Năm ${String(figure.year)}, ${nameWithin(figure.areaName)} đạt ${printPercentage(figure.percent)}${place}`;
  return `${[head, ...parts].join('; ')}.`;
}

function tellSince(before: AnnouncedFigure, { percent, rank }: AnnouncedFigure): string {
  const change = printedDifference(before.percent, percent);
  const points =
    change === 0 ? 'không đổi' : `${change > 0 ? 'tăng' : 'giảm'} ${tellPoints(change)}`;
  const steps = before.rank === null || rank === null ? '' : ` và ${tellSteps(before.rank - rank)}`;
  return `${points}${steps} so với năm ${String(before.year)}`;
}

/** Answers: the announced figures of the provinces of the wave, in sentences and a table with sources. */
export function announcedBlocks(
  announced: readonly AnnouncedFigure[],
  instrument: string,
): DraftBlock[] {
  const series = seriesOfInstrument(instrument);
  const overall = announced.filter((one) => one.figure === 'overall' && one.series === series);
  const own = overall.filter(({ area, position }) => area !== country && position === 'value');
  if (own.length === 0) return [];
  const shown = overall.filter(
    ({ area }) => area === country || own.some((one) => one.area === area),
  );
  return [
    heading('Số đã công bố của các năm trước (để tham khảo)'),
    note(
      'Số đã công bố do nơi khác tính, với mẫu và phương pháp của họ; không cộng chung và không suy ra thay đổi giữa chúng với số của đợt này.',
    ),
    ...own.map((figure) => paragraph(tellAnnounced(figure, overall))),
    {
      kind: 'table',
      caption: 'Chỉ số hài lòng chung đã công bố',
      isWide: false,
      columns: [
        textColumn('Nơi'),
        figureColumn('Năm'),
        figureColumn('Chỉ số (%)'),
        figureColumn('Hạng'),
        textColumn('Nguồn'),
      ],
      rows: shown.map((one) => [
        textCell(`${one.areaName}${positionWords[one.position]}`),
        figureCell(String(one.year)),
        figureCell(printDecimal(one.percent)),
        one.rank === null
          ? countCell(null)
          : figureCell(`${String(one.rank)}/${String(one.rankedCount)}`),
        textCell(one.source),
      ]),
    },
  ];
}

const positionWords: Readonly<Record<AnnouncedFigure['position'], string>> = {
  value: '',
  highest: ', tỉnh cao nhất',
  lowest: ', tỉnh thấp nhất',
};
