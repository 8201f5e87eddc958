import type { ScoreRow, ScoreTable } from '@sipas/shared/wire';
import { type Cell, count, decimal, text } from './csv-format.ts';

/** One column of an export: its name, what it holds, and the definition that the codebook prints. */
export interface Column<Row, Table = ScoreTable> {
  readonly name: string;
  readonly cell: (row: Row, table: Table) => Cell;
  readonly vi: string;
  readonly en: string;
}

/** What a line of every report has. */
type ReportRow = Pick<
  ScoreRow,
  'unit' | 'unitName' | 'unitValidFrom' | 'unitValidTo' | 'group' | 'interval' | 'intervalStatus'
>;
type ReportTable = Pick<
  ScoreTable,
  'wave' | 'catalogue' | 'instrument' | 'level' | 'group' | 'minimumBase' | 'minimumCell'
>;
type ReportColumn = Column<ReportRow, ReportTable>;

/** Columns that say of which wave and form a line is. */
export const aboutColumns: readonly ReportColumn[] = [
  {
    name: 'wave_id',
    cell: (_, table) => text(table.wave.id),
    vi: 'Mã đợt khảo sát',
    en: 'Identifier of the wave',
  },
  {
    name: 'wave_name',
    cell: (_, table) => text(table.wave.name),
    vi: 'Tên đợt khảo sát',
    en: 'Name of the wave',
  },
  {
    name: 'catalogue',
    cell: (_, table) => text(table.catalogue),
    vi: 'Ngày của danh mục đơn vị hành chính',
    en: 'Day of the catalogue of units',
  },
  {
    name: 'instrument_id',
    cell: (_, table) => text(table.instrument.id),
    vi: 'Mã phiếu hỏi',
    en: 'Identifier of the instrument',
  },
  {
    name: 'instrument_version',
    cell: (_, table) => text(table.instrument.version),
    vi: 'Phiên bản phiếu hỏi: SHA-256 của dạng chuẩn',
    en: 'Version of the instrument: SHA-256 of its canonical form',
  },
];

/** Columns that say of which unit and group a line is. */
export const unitColumns: readonly ReportColumn[] = [
  {
    name: 'level',
    cell: (_, table) => text(table.level),
    vi: 'Cấp đơn vị của dòng',
    en: 'Level of the unit of this row',
  },
  {
    name: 'unit_code',
    cell: (row) => text(row.unit),
    vi: 'Mã đơn vị; ấp, khóm ghi XÃ/ẤP',
    en: 'Code of the unit; a village is COMMUNE/VILLAGE',
  },
  {
    name: 'unit_name',
    cell: (row) => text(row.unitName),
    vi: 'Tên đơn vị',
    en: 'Name of the unit',
  },
  {
    name: 'unit_valid_from',
    cell: (row) => text(row.unitValidFrom),
    vi: 'Ngày đầu đơn vị có hiệu lực; trống nếu không ghi nhận',
    en: 'First day in force; empty where not recorded',
  },
  {
    name: 'unit_valid_to',
    cell: (row) => text(row.unitValidTo),
    vi: 'Ngày cuối đơn vị có hiệu lực; trống nếu còn hiệu lực',
    en: 'Last day in force; empty while in force',
  },
  {
    name: 'group_question',
    cell: (_, table) => text(table.group),
    vi: 'Câu hỏi dùng để chia nhóm; trống nếu không chia',
    en: 'Question of the breakdown; empty without one',
  },
  {
    name: 'group_code',
    cell: (row) => text(row.group?.code ?? null),
    vi: 'Mã phương án của nhóm',
    en: 'Option code of the group',
  },
  {
    name: 'group_label',
    cell: (row) => text(row.group?.label ?? null),
    vi: 'Tên nhóm',
    en: 'Label of the group',
  },
];

/** Columns that say how far a figure may be off. */
export const intervalColumns: readonly ReportColumn[] = [
  {
    name: 'interval_low',
    cell: (row) => decimal(row.interval?.low ?? null),
    vi: 'Cận dưới của khoảng tin cậy 95 %, %; chùm là ấp, khóm, tầng là huyện; trống nếu không tính được từ số ấp có phiếu',
    en: 'Lower end of the 95 % confidence interval, percent; villages are clusters, districts strata; empty where the villages do not tell',
  },
  {
    name: 'interval_high',
    cell: (row) => decimal(row.interval?.high ?? null),
    vi: 'Cận trên của khoảng tin cậy 95 %, %',
    en: 'Upper end of the 95 % confidence interval, percent',
  },
  {
    name: 'standard_error_points',
    cell: (row) => decimal(row.interval?.standardErrorPoints ?? null),
    vi: 'Sai số chuẩn, điểm %',
    en: 'Standard error, percentage points',
  },
  {
    name: 'villages',
    cell: (row) => count(row.interval?.clusters ?? null),
    vi: 'Số ấp, khóm có phiếu làm căn cứ cho khoảng tin cậy',
    en: 'Villages with answers behind the interval',
  },
  {
    name: 'design_effect',
    cell: (row) => decimal(row.interval?.designEffect ?? null),
    vi: 'Hiệu quả thiết kế: phương sai gấp mấy lần so với cùng số câu trả lời độc lập; trống với chỉ số gộp nhiều tiêu chí và khi không tính được',
    en: 'Design effect: the variance beside that of as many independent answers; empty for an index of several criteria and where it is not known',
  },
  {
    name: 'n_effective',
    cell: (row) => decimal(row.interval?.effectiveN ?? null),
    vi: 'n hiệu dụng: số câu trả lời độc lập cho độ chính xác tương đương',
    en: 'Effective n: as many independent answers would tell as much',
  },
  {
    name: 'interval_status',
    cell: (row) => text(row.intervalStatus),
    vi: 'published tính từ các ấp của đơn vị; borrowed ước theo mức khác nhau giữa các ấp của cả đợt, vì mức của riêng đơn vị sẽ cho biết câu trả lời của một ấp rất ít phiếu; insufficient không tính được từ số ấp có phiếu; suppressed ẩn, vì mức của cả đợt cũng không được cho biết',
    en: 'published = from the villages of the unit; borrowed = from how villages differ in the whole wave, as those of the unit would tell the answers of a village of very few forms; insufficient = the villages do not tell; suppressed = hidden, as it is not told of the whole wave either',
  },
];

/** Columns that say of which wave, form, scheme and unit a figure is. */
export const placeColumns: readonly Column<ScoreRow>[] = [
  ...aboutColumns,
  {
    name: 'scheme',
    cell: (_, table) => text(table.scheme),
    vi: 'Cách tổng hợp chỉ số: criterion_mean = trung bình các tiêu chí; factor_mean = trung bình các yếu tố; pooled_answers = gộp mọi câu trả lời',
    en: 'How indices are put together: criterion_mean = mean of criteria; factor_mean = mean of factors; pooled_answers = all answers pooled',
  },
  ...unitColumns,
];

/** Columns that name a figure, where each has a row of its own. */
export const figureNameColumns: readonly Column<ScoreRow>[] = [
  {
    name: 'kind',
    cell: (row) => text(row.kind),
    vi: 'Loại chỉ số: criterion tiêu chí, factor yếu tố, block khối, overall chung',
    en: 'Kind of the figure: criterion, factor, block or overall',
  },
  {
    name: 'code',
    cell: (row) => text(row.code),
    vi: 'Mã tiêu chí, yếu tố hoặc khối',
    en: 'Code of the criterion, factor or block',
  },
  { name: 'label', cell: (row) => text(row.label), vi: 'Tên chỉ số', en: 'Label of the figure' },
];

/** Columns of the second estimate, by the weights of the draw. */
const weightedColumns: readonly Column<ScoreRow>[] = [
  {
    name: 'weighted_percent',
    cell: (row) => decimal(row.weighted?.percent ?? null),
    vi: 'Ước lượng thứ hai, có quyền số của mẫu, %; trống nếu đợt không có quyền số hoặc không được nêu. Con số chính thức là cột percent',
    en: 'Second estimate, by the weights of the draw, percent; empty where the wave has none or it is not shown. The official figure is percent',
  },
  {
    name: 'weighted_low',
    cell: (row) => decimal(row.weighted?.low ?? null),
    vi: 'Cận dưới của khoảng tin cậy 95 % của ước lượng có quyền số, %',
    en: 'Lower end of the 95 % interval of the weighted estimate, percent',
  },
  {
    name: 'weighted_high',
    cell: (row) => decimal(row.weighted?.high ?? null),
    vi: 'Cận trên của khoảng tin cậy 95 % của ước lượng có quyền số, %',
    en: 'Upper end of the 95 % interval of the weighted estimate, percent',
  },
  {
    name: 'weighted_standard_error_points',
    cell: (row) => decimal(row.weighted?.standardErrorPoints ?? null),
    vi: 'Sai số chuẩn của ước lượng có quyền số, điểm %',
    en: 'Standard error of the weighted estimate, percentage points',
  },
  {
    name: 'weighted_design_effect',
    cell: (row) => decimal(row.weighted?.designEffect ?? null),
    vi: 'Hiệu quả thiết kế của ước lượng có quyền số',
    en: 'Design effect of the weighted estimate',
  },
];

/** Columns of one figure: the same in the long table, and with its name before them in the wide one. */
export const figureColumns: readonly Column<ScoreRow>[] = [
  {
    name: 'percent',
    cell: (row) => decimal(row.percent),
    vi: 'Chỉ số hài lòng, %, hai chữ số thập phân, làm tròn nửa lên từ số đếm nguyên; trống nếu không công bố',
    en: 'Index of satisfaction, percent, two decimals, rounded half up from whole counts; empty where not published',
  },
  {
    name: 'numerator',
    cell: (row) => count(row.numerator),
    vi: 'Số câu trả lời Hài lòng hoặc Rất hài lòng của các tiêu chí trong chỉ số',
    en: 'Answers "satisfied" or "very satisfied" to the criteria of the figure',
  },
  {
    name: 'denominator',
    cell: (row) => count(row.denominator),
    vi: 'Số câu trả lời hợp lệ của các tiêu chí trong chỉ số; không tính mọi loại thiếu',
    en: 'Valid answers to the criteria of the figure; every kind of missing left out',
  },
  {
    name: 'n_valid',
    cell: (row) => count(row.valid),
    vi: 'Số phiếu có ít nhất một câu trả lời hợp lệ trong chỉ số',
    en: 'Responses with at least one valid answer in the figure',
  },
  ...intervalColumns,
  ...weightedColumns,
  {
    name: 'rank',
    cell: (row) => count(row.rank),
    vi: 'Thứ hạng trong bảng theo chỉ số hai chữ số thập phân; bằng nhau thì cùng hạng tốt hơn',
    en: 'Rank within the table by the two-decimal figure; ties share the better rank',
  },
  {
    name: 'status',
    cell: (row) => text(row.status),
    vi: 'published công bố; insufficient không đủ mẫu; suppressed ẩn vì nhóm quá nhỏ',
    en: 'published; insufficient = base too small; suppressed = cell hidden',
  },
];

/** Columns that say which bounds held, so that an empty figure can be explained. */
export const boundColumns: readonly ReportColumn[] = [
  {
    name: 'minimum_base',
    cell: (_, table) => count(table.minimumBase),
    vi: 'Số phiếu hợp lệ tối thiểu để công bố một đơn vị',
    en: 'Valid responses a unit needs to be published',
  },
  {
    name: 'minimum_cell',
    cell: (_, table) => count(table.minimumCell),
    vi: 'Số phiếu hợp lệ tối thiểu của một nhóm',
    en: 'Valid responses a cell of a breakdown needs',
  },
];

/** Answers: the name that a figure's columns carry in the wide table: `overall`, `factor_A`, `criterion_c9_01`. */
export const figureName = (row: Pick<ScoreRow, 'kind' | 'code'>): string =>
  row.kind === 'overall' ? 'overall' : `${row.kind}_${row.code}`;
