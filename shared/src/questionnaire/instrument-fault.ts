/** What can be wrong with an instrument, and where: the path names members and positions, "sections[0].questions[2].text". */
export type InstrumentFault =
  /** Not built as the format says: a member is missing, unknown or of another type. */
  | { readonly fault: 'wrong-shape'; readonly path: string; readonly expected: string }
  /** A code that must be unique stands twice. */
  | {
      readonly fault: 'repeated-code';
      readonly path: string;
      readonly of: 'question' | 'option' | 'section' | 'factor' | 'block' | 'language';
      readonly code: string;
    }
  /** A name that refers to nothing. */
  | {
      readonly fault: 'unknown-reference';
      readonly path: string;
      readonly to: 'choice list' | 'factor' | 'block' | 'question' | 'option';
      readonly code: string;
    }
  /** A question with printed answers names no list, or a number or text names one. */
  | { readonly fault: 'choices-mismatch'; readonly path: string }
  /** A criterion without a factor, or a factor on a question that is no criterion. */
  | { readonly fault: 'factor-mismatch'; readonly path: string }
  /** A factor or block to which nothing belongs. */
  | { readonly fault: 'nothing-belongs'; readonly path: string }
  /** A condition looks at an answer that is not yet given when it is judged. */
  | { readonly fault: 'looks-ahead'; readonly path: string; readonly code: string }
  /** A text lacks a language that it must have. */
  | { readonly fault: 'text-missing'; readonly path: string; readonly language: string }
  /** A text is blank, or not in Unicode normal form C. */
  | { readonly fault: 'text-blank'; readonly path: string }
  | { readonly fault: 'text-not-nfc'; readonly path: string };
