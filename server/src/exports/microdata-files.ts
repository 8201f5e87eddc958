import { type CsvFormat, count, csvBytes, text } from './csv-format.ts';

interface Variable {
  readonly name: string;
  readonly label: string;
  readonly values: readonly Value[];
  readonly valueOf: (row: string) => number | null;
}
interface Value {
  readonly code: number;
  readonly label: string;
}

/** Rows in which nobody can be picked out, and what their variables mean. */
export interface MicrodataContent {
  readonly wave: { readonly id: string; readonly name: string };
  readonly instrument: { readonly id: string; readonly version: string; readonly title: string };
  readonly least: number;
  readonly variables: readonly Variable[];
  readonly rows: readonly string[];
  readonly missing: readonly Value[];
}

/** What R and SPSS read without being asked. */
const format: CsvFormat = { decimal: 'point', separator: 'comma', bom: false };

/** Answers: the rows, a column a variable, codes alone; what is withheld is empty. */
export const microdataCsv = ({ variables, rows }: MicrodataContent): AsyncGenerator<Uint8Array> =>
  csvBytes(
    variables.map(({ name }) => name),
    cellsOf(variables, rows),
    format,
  );

function* cellsOf(variables: readonly Variable[], rows: readonly string[]) {
  for (const row of rows) yield variables.map(({ valueOf }) => count(valueOf(row)));
}

/** Answers: what each variable and code means. */
export const microdataCodebook = ({
  variables,
  missing,
}: MicrodataContent): AsyncGenerator<Uint8Array> =>
  csvBytes(
    ['variable', 'label', 'code', 'meaning'],
    variables.flatMap(({ name, label, values }) =>
      [...values, ...missing].map((value) => [
        text(name),
        text(label),
        count(value.code),
        text(value.label),
      ]),
    ),
    { ...format, bom: true },
  );

/**
 * Answers: a program of R that reads the rows with their labels, and one of SPSS.
 * Shape:   base R: factors whose levels are the words, each kind of missing a level; SPSS (and PSPP): numbers with value labels, codes
 *          below 0 user-missing. Both read `data` from the folder they are run in.
 * Rule:    X-77
 */
export const microdataPrograms = (content: MicrodataContent, data: string) => ({
  r: programOfR(content, data),
  spss: programOfSpss(content, data),
});

const about = ({ wave, instrument, rows, least }: MicrodataContent): readonly string[] => [
  oneLine(`${wave.name} (${wave.id})`),
  oneLine(`${instrument.title} (${instrument.id}, ${instrument.version})`),
  `n = ${String(rows.length)}; k = ${String(least)}`,
];

function programOfR(content: MicrodataContent, data: string): string {
  const lines = content.variables.map(({ name, label, values }) => {
    const all = [...content.missing, ...values];
    const levels = all.map(({ code }) => String(code)).join(', ');
    const labels = all.map((value) => textOfR(value.label)).join(', ');
    const column = `d[[${textOfR(name)}]]`;
    return `${column} <- factor(${column}, levels = c(${levels}), labels = c(${labels}))\nattr(${column}, "label") <- ${textOfR(label)}`;
  });
  return [
    ...about(content).map((line) => `# ${line}`),
    `d <- read.csv(${textOfR(data)}, na.strings = "", check.names = FALSE, fileEncoding = "UTF-8")`,
    ...lines,
    '',
  ].join('\n');
}

const oneLine = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

const textOfR = (words: string): string =>
  `"${oneLine(words).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function programOfSpss(content: MicrodataContent, data: string): string {
  const { variables, missing } = content;
  const names = variables.map(({ name }) => name);
  return [
    // A comment of SPSS ends at a full stop at the end of a line.
    ...about(content).map((line) => `* ${line.replace(/[.\s]+$/, '')}.`),
    `GET DATA /TYPE=TXT /FILE=${textOfSpss(data)} /ENCODING='UTF8' /DELIMITERS=',' /QUALIFIER='"' /FIRSTCASE=2 /VARIABLES=`,
    ...names.map((name) => `  ${name} F4.0`),
    '.',
    ...variables.map(({ name, label }) => `VARIABLE LABELS ${name} ${textOfSpss(label)}.`),
    ...variables.map(
      ({ name, values }) =>
        `VALUE LABELS ${name}${[...missing, ...values].map(({ code, label }) => `\n  ${String(code)} ${textOfSpss(label)}`).join('')}.`,
    ),
    ...names.map((name) => `MISSING VALUES ${name} (-4 THRU -1).`),
    'EXECUTE.',
    '',
  ].join('\n');
}

const textOfSpss = (words: string): string => `'${oneLine(words).replaceAll("'", "''")}'`;
