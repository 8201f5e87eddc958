import type { Instrument, Text } from './instrument.ts';
import { type Report, itemPath, memberPath } from './shape.ts';

const mustHave = { full: ['vi', 'en'], spoken: ['vi'] } as const;

/** Reports every text that lacks a language it must have, is blank, or is not in normal form C. */
export function reportTexts(instrument: Instrument, report: Report): void {
  const check = (text: Text, path: string, languages: readonly string[]): void => {
    for (const language of languages)
      if (!Object.hasOwn(text, language)) report({ fault: 'text-missing', path, language });
    for (const [language, words] of Object.entries(text))
      reportWords(words, memberPath(path, language), report);
  };
  const titles = (things: readonly { readonly title: Text }[], path: string): void => {
    things.forEach(({ title }, position) => {
      check(title, `${itemPath(path, position)}.title`, mustHave.full);
    });
  };

  if (!instrument.languages.includes('vi'))
    report({ fault: 'text-missing', path: 'languages', language: 'vi' });
  reportWords(instrument.source, 'source', report);
  check(instrument.title, 'title', mustHave.full);
  check(instrument.consent.text, 'consent.text', mustHave.full);
  titles(instrument.blocks, 'blocks');
  titles(instrument.factors, 'factors');
  titles(instrument.sections, 'sections');
  for (const [name, options] of Object.entries(instrument.choiceLists))
    options.forEach(({ label }, position) => {
      check(label, `${itemPath(`choiceLists.${name}`, position)}.label`, mustHave.full);
    });
  instrument.sections.forEach((section, position) => {
    section.questions.forEach((question, place) => {
      const path = itemPath(`${itemPath('sections', position)}.questions`, place);
      check(question.text, `${path}.text`, mustHave.spoken);
      if (question.stem) check(question.stem, `${path}.stem`, mustHave.spoken);
      if (question.hint) check(question.hint, `${path}.hint`, mustHave.spoken);
      if (question.constraint)
        check(question.constraint.message, `${path}.constraint.message`, mustHave.spoken);
    });
  });
}

function reportWords(words: string, path: string, report: Report): void {
  if (words.trim() === '') report({ fault: 'text-blank', path });
  if (words.normalize('NFC') !== words) report({ fault: 'text-not-nfc', path });
}
