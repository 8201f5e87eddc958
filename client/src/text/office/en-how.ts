/** Words of what stands under every figure: how it was computed, and how it is made again; in English. */
export const howWords = {
  division: (figure: string, part: string, whole: string, percent: string) =>
    `With figures of this table: ${figure}: ${part} ÷ ${whole} = ${percent}.`,
  fiveAnswers: (bound: string) =>
    `Each stretch is the people who chose the answer ÷ those with a valid answer (n). An answer of fewer than ${bound} people is hidden, with one by which it could be worked out from n or the index; hidden answers are one stretch.`,
  parts: 'This index is put together from those of its criteria:',
  seeParts: 'see each criterion',
  methodPage: 'All formulas, with an example by hand (opens a new page)',
  methodAnchor: 'english',
  method: 'In short for this wave:',
  methodLink: 'the chapter on method of the report',
  excluded: 'Excluded forms and households that refused are counted apart:',
  excludedLink: 'see Progress',
  command: 'The line that makes this table again for the whole wave, on the server:',
  criteriaCommand:
    'The line that makes the indices again of which this table is reckoned, on the server:',
  themes: {
    count:
      'The number of a theme is how many comments speak of it: by who coded it last, or by key words where nobody has. Themes add up to nothing.',
    base: (bound: string) => `A unit with fewer than ${bound} forms tells no number.`,
    cell: (bound: string) =>
      `A number from 1 to below ${bound} reads “hidden”, with what it could be subtracted from at any level. 0 is told: nobody said it.`,
    frozen: (lot: string) =>
      `Of a frozen wave the comments that count change no more, not when a form is corrected or withdrawn either. What is coded later changes numbers when ${lot} comments of one question and commune were.`,
    set: 'One set of themes serves all forms; each form counts apart, as not the same people were asked.',
  },
};
