export { type AnswerQuery, reportAnswers } from './report-answers.ts';
