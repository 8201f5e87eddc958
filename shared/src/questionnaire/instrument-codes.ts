import type { Instrument } from './instrument.ts';
import { type Report, itemPath } from './shape.ts';

interface Coded {
  readonly code: string;
}

/** Reports every code that stands twice where it must be unique. */
export function reportRepeatedCodes(instrument: Instrument, report: Report): void {
  const unique = (
    of: 'option' | 'section' | 'factor' | 'block' | 'language',
    path: string,
    codes: readonly string[],
  ): void => {
    codes.forEach((code, position) => {
      if (codes.indexOf(code) !== position)
        report({ fault: 'repeated-code', path: itemPath(path, position), of, code });
    });
  };
  const codesOf = (things: readonly Coded[]): readonly string[] => things.map(({ code }) => code);

  unique('language', 'languages', instrument.languages);
  unique('option', 'satisfiedOptions', instrument.satisfiedOptions);
  unique('block', 'blocks', codesOf(instrument.blocks));
  unique('factor', 'factors', codesOf(instrument.factors));
  unique('section', 'sections', codesOf(instrument.sections));
  for (const [name, options] of Object.entries(instrument.choiceLists))
    unique('option', `choiceLists.${name}`, codesOf(options));
  reportRepeatedQuestions(instrument, report);
}

function reportRepeatedQuestions(instrument: Instrument, report: Report): void {
  const seen = new Set<string>();
  instrument.sections.forEach((section, position) => {
    section.questions.forEach(({ code }, place) => {
      const path = itemPath(`${itemPath('sections', position)}.questions`, place);
      if (seen.has(code)) report({ fault: 'repeated-code', path, of: 'question', code });
      seen.add(code);
    });
  });
}
