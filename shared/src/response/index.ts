export { type Answer, type Answers, isMissing } from './answer.ts';
