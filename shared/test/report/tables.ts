import type { ReportMaterial } from '../../src/report/index.ts';
import type {
  AnswerTable,
  ChangeTable,
  PriorityRow,
  PriorityTable,
  ScoreRow,
  ScoreTable,
  ThemeCounts,
} from '../../src/wire/index.ts';

/** A row of a table of scores; the figure of a province where nothing else is said. */
export const scoreRow = (more: Partial<ScoreRow> = {}): ScoreRow => ({
  ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', unitValidFrom: null, unitValidTo: null },
  ...{ group: null, kind: 'overall', code: 'overall', label: 'Chỉ số hài lòng chung' },
  ...{ numerator: null, denominator: null, valid: 3000, percent: '81.75', rank: 1 },
  interval: {
    ...{ low: '80.12', high: '83.30', standardErrorPoints: '0.80' },
    ...{ clusters: 60, designEffect: null, effectiveN: null },
  },
  ...{ weighted: null, status: 'published', intervalStatus: 'published' },
  ...more,
});

export const withheld = (status: 'insufficient' | 'suppressed', more: Partial<ScoreRow> = {}) =>
  scoreRow({ ...more, percent: null, valid: null, interval: null, rank: null, status });

const about = {
  wave: { id: '019ab0d4-7b60-7000-8000-000000000002', name: 'Đợt 2026' },
  instrument: { id: 'household-2022', version: 'a'.repeat(64) },
  ...{ catalogue: '2025-07-01', group: null, minimumBase: 30, minimumCell: 10 },
} as Pick<
  ScoreTable,
  'wave' | 'instrument' | 'catalogue' | 'group' | 'minimumBase' | 'minimumCell'
>;

export const scoreTable = (
  level: string,
  rows: readonly ScoreRow[],
  by: ScoreTable['by'] = 'overall',
): ScoreTable => ({ ...about, scheme: 'criterion_mean', level, by, rows: [...rows] });

const answerRow = {
  ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', unitValidFrom: null, unitValidTo: null },
  ...{ group: null, question: 'c4', questionLabel: 'Phiền hà', count: 2700, valid: 3000 },
  ...{ interval: null, rank: null, missing: null, status: 'published' as const },
  intervalStatus: 'insufficient' as const,
};
export const answers: AnswerTable = {
  ...about,
  ...{ level: 'province', question: 'c4', severalAnswers: false },
  rows: [
    { ...answerRow, option: '1', optionLabel: 'Không có công chức nào', percent: '90.06' },
    { ...answerRow, option: '2', optionLabel: 'Một số', percent: '8.98' },
    { ...answerRow, option: '3', optionLabel: 'Nhiều', percent: '0.96' },
  ],
};

const side = {
  ...{ valid: 3000, low: null, high: null, rank: 1, overlapPercent: '100.00' },
  ...{ standing: 'exact' as const, intervalStatus: 'insufficient' as const },
};
const compared = (id: string, name: string) => ({
  ...{ id: id as ChangeTable['before']['id'], name, catalogue: '2025-07-01', minimumBase: 30 },
});
export const changes: ChangeTable = {
  before: compared('019ab0d4-7b60-7000-8000-000000000001', 'Đợt 2025'),
  after: compared('019ab0d4-7b60-7000-8000-000000000002', 'Đợt 2026'),
  ...{ on: '2025-07-01', level: 'province', by: 'overall', scheme: 'criterion_mean' },
  ...{ instrument: 'household-2022', minimumOverlapPercent: 80 },
  unplaced: { before: 0, after: 0 },
  rows: [
    {
      ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', code: 'overall', label: 'Chỉ số' },
      ...{ before: { ...side, percent: '79.40' }, after: { ...side, percent: '81.75' } },
      ...{ points: '2.35', steps: 0, standing: 'exact' },
      interval: { low: '0.40', high: '4.30', isClear: true },
    },
  ],
};

/** Numbers of comments by theme of one province. */
export const themeCounts = (
  counts: readonly (number | null)[],
  more: Partial<ThemeCounts['rows'][number]> = {},
): ThemeCounts => ({
  ...about,
  ...{ question: 'comment', level: 'province', waiting: 0 },
  rows: [
    {
      ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', responses: 3000, comments: 812 },
      themes: counts.map((comments, place) => ({ theme: `theme-${String(place + 1)}`, comments })),
      ...more,
    },
  ],
});
export const themes = ['Thái độ cán bộ', 'Phí', 'An ninh'].map((title, place) => ({
  ...{ code: `theme-${String(place + 1)}`, title },
}));

/** A criterion of the province that makes one thirty-third of its index. */
export const priorityRow = (more: Partial<PriorityRow> = {}): PriorityRow => ({
  ...{ unit: '86', unitName: 'Tỉnh Vĩnh Long', code: 'k1', label: 'Biển hiệu', factor: 'access' },
  ...{ numerator: 1872, denominator: 3000, valid: 3000, percent: '62.40', interval: null },
  ...{ intervalStatus: 'insufficient', status: 'published' },
  weight: { numerator: 1, denominator: 33 },
  ...{ gainPoints: '1.14', gainInterval: { low: '1.02', high: '1.25' }, place: 1 },
  ...{ line: null, gapPoints: null, standing: null },
  ...more,
});
export const priorityTable = (rows: readonly PriorityRow[]): PriorityTable => ({
  ...about,
  ...{ scheme: 'criterion_mean', level: 'province' },
  ...{ units: [], factors: [], rows: [...rows] },
});

export const action = (
  more: Partial<ReportMaterial['actions'][number]> = {},
): ReportMaterial['actions'][number] => ({
  ...{ what: 'Làm biển chỉ dẫn', responsible: 'Sở Nội vụ', dueDay: '2026-12-31' },
  ...{ status: 'planned', otherUnits: 0 },
  units: [{ code: '1', label: 'Xã Một' }],
  criteria: [{ code: 'k1', label: 'Biển hiệu' }],
  ...more,
});

const unit = (name: string, percent: string, rank: number, valid = 200): ScoreRow =>
  scoreRow({ unit: name, unitName: name, percent, rank, valid, interval: null });

/** Everything that a whole report is written from, with figures that nothing else has. */
export const material = (more: Partial<ReportMaterial> = {}): ReportMaterial => ({
  wave: {
    ...{ id: about.wave.id, name: 'Đợt 2026', isClosed: true, catalogue: '2025-07-01' },
    ...{ minimumBase: 30, minimumCell: 10 },
  },
  instrument: { ...about.instrument, title: 'Phiếu hộ' },
  ...{ scheme: 'criterion_mean', day: '2026-11-27', provinces: ['Tỉnh Vĩnh Long'], isWhole: true },
  overall: scoreTable('province', [scoreRow()]),
  blocks: scoreTable('province', [scoreRow({ code: 'policy', label: 'Chính sách' })], 'block'),
  factors: scoreTable(
    'province',
    [
      scoreRow({ code: 'access', label: 'Tiếp cận', percent: '84.27' }),
      scoreRow({ code: 'staff', label: 'Công chức', percent: '83.12' }),
    ],
    'factor',
  ),
  criteria: scoreTable('province', [scoreRow({ code: 'k1', label: 'Biển hiệu' })], 'criterion'),
  units: {
    label: 'Bưu điện khu vực',
    overall: scoreTable('grouping:x', [
      unit('Khu vực Ba', '78.18', 2),
      unit('Khu vực Hai', '92.00', 1),
      withheld('suppressed', { unit: 'Khu vực Bốn', unitName: 'Khu vực Bốn' }),
    ]),
    factors: scoreTable('grouping:x', [unit('Khu vực Hai', '91.11', 1)], 'factor'),
  },
  communes: {
    label: 'Xã, phường',
    overall: scoreTable('commune', [
      unit('Xã Một', '75.00', 1),
      withheld('insufficient', { unit: 'Xã Hai', unitName: 'Xã Hai' }),
    ]),
  },
  answers: [{ label: 'Công chức gây phiền hà', table: answers }],
  comments: [{ label: 'Còn ý kiến nào khác?', table: themeCounts([201, null, 450]), themes }],
  priorities: priorityTable([
    priorityRow(),
    priorityRow({ code: 'k2', label: 'Chỗ ngồi', percent: '70.00', gainPoints: '0.91', place: 2 }),
  ]),
  actions: [action({ dueDay: '2026-11-15' })],
  change: { kind: 'tables', tables: [changes] },
  ...{ announced: [], command: 'npm run -s sipas -- report --wave X' },
  ...more,
});
