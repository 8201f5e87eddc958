import { foldText } from '@sipas/shared/kernel';
import type { AnswerTable, ReportDocument, ScoreTable, Trend, UnitPair } from '@sipas/shared/wire';
import type { ChangesFile } from './changes-csv.ts';
import type { ScoresShape } from './scores-csv.ts';

/**
 * Answers: the name of a downloaded file, in letters that every system keeps.
 * Shape:   what it is, the wave's name, and further parts → `sipas_scores_dot-khao-sat-2026_commune.csv`.
 */
export const exportFileName = (
  what: string,
  waveName: string,
  ...parts: readonly string[]
): string => `${plainName([what, waveName, ...parts])}.csv`;

function plainName(parts: readonly string[]): string {
  const names = ['sipas', ...parts].map((part) =>
    foldText(part)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return names.filter((name) => name !== '').join('_');
}

/** Answers: the same of a file of another kind. */
export const withEnding = (name: string, ending: 'xlsx' | 'zip'): string =>
  name.replace(/csv$/, ending);

interface Edited {
  /** The edition of a frozen wave; none where it is not frozen. */
  readonly edition?: number | undefined;
}

/** Answers: which editions a file is of, in its name, or that figures in it are not frozen. */
export const editionName = (...parts: readonly Edited[]): string => {
  const editions = parts.map(({ edition }) => edition);
  return editions.includes(undefined) ? 'chua-chot' : `ban-${editions.join('-')}`;
};

/** Answers: the name of an archive of forms; they leave of the first edition of a frozen wave alone (decisions 90 and 110). */
export const formsFileName = (
  what: 'microdata' | 'bundle',
  wave: { readonly name: string },
  instrument: { readonly id: string },
): string =>
  withEnding(exportFileName(what, wave.name, editionName({ edition: 1 }), instrument.id), 'zip');

/** Answers: the name of a table of scores: two files of one name hold the same kind of figures of the same form. */
export function scoresFileName(table: ScoreTable, shape: ScoresShape): string {
  const { wave, instrument, level, by, group, scheme } = table;
  const edition = editionName(table);
  return exportFileName(
    'scores',
    wave.name,
    edition,
    instrument.id,
    level,
    by,
    group ?? '',
    scheme,
    shape,
  );
}

/** Answers: the name of a table of answers. */
export const answersFileName = ({
  wave,
  instrument,
  level,
  question,
  group,
  edition,
}: AnswerTable): string =>
  exportFileName(
    'answers',
    wave.name,
    editionName({ edition }),
    instrument.id,
    level,
    question,
    group ?? '',
  );

/** Answers: the name of a table of changes, by the later wave, then the earlier one. */
export const changesFileName = ({ before, after, instrument, level, by }: ChangesFile): string =>
  exportFileName(
    ...(['changes', after.name, before.name, editionName(after, before)] as const),
    ...[instrument, level, by],
  );

/** Answers: the name of two units beside each other. */
export const unitPairFileName = (pair: UnitPair): string => {
  const { wave, instrument, first, second } = pair;
  return exportFileName(
    ...(['unit-pair', wave.name, editionName(pair), instrument, first.unit] as const),
    second.isRest ? `rest of ${second.unit}` : second.unit,
  );
};

/** Answers: the name of a trend, by the wave from which one looks back; of its waves one that is not frozen is enough. */
export const trendFileName = (trend: Trend): string => {
  const { wave, instrument, level, unit, figure, scheme, points } = trend;
  const edition = editionName(...points) === 'chua-chot' ? 'chua-chot' : editionName(trend);
  return exportFileName(
    ...(['trend', wave.name, edition, instrument.id, level] as const),
    ...[unit.code, figure.code, scheme],
  );
};

/** Answers: the name of the report of a wave. */
export const reportFileName = (document: ReportDocument): string =>
  `${plainName(['bao-cao', document.wave.name, editionName(document), document.day])}.docx`;
