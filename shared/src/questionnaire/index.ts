export type { Comparison, Expression } from './expression.ts';
export type {
  Block,
  Factor,
  Instrument,
  InstrumentReference,
  MissingKind,
  Option,
  Question,
  Section,
  Text,
} from './instrument.ts';
