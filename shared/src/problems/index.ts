export {
  type ProblemCode,
  type Recovery,
  isProblemCode,
  problemCatalogue,
  problemKind,
} from './catalogue.ts';
export { waitWords } from './wait-words.ts';
