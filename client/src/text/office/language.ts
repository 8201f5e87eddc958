export const languages = ['vi', 'en'] as const;
/** A language of the screens. Questionnaires carry theirs as data. */
export type Language = (typeof languages)[number];
