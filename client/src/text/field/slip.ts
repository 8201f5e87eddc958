import { screenLanguage } from './words.svelte.ts';

const vi = {
  title: 'Mã phiếu, đưa cho người trả lời',
  how: 'Ghi mã này vào giấy và trao cho người trả lời. Ai có mã thì hỏi Sở Nội vụ về phiếu của mình hoặc rút lại phiếu, không cần nêu tên.',
  spoken: (digits: string) => `Mã phiếu: ${digits}`,
};

const en: typeof vi = {
  title: 'Code of the form, for the respondent',
  how: 'Write this code down for the respondent. Whoever has it can ask the Department about the form, or take it back, without a name.',
  spoken: (digits) => `Code of the form: ${digits}`,
};

/** The words beside the code that a respondent keeps: apart from all others, since they come when a form is finished. */
export const slipWords = () => (screenLanguage() === 'vi' ? vi : en);
