import type { ParseArgsOptionsConfig } from 'node:util';
import type { Result } from '@sipas/shared/kernel';
import type { Config } from '../config.ts';
import type { Refusal } from '../use-cases/refusal.ts';

/** What a command tells when it is done: one JSON document, the same for people, or the text of a table. */
export type CommandAnswer =
  | {
      readonly json: unknown;
      readonly text: string;
      /** The command ran and what it looked at is not as it should be. */
      readonly failed?: boolean;
    }
  | { readonly csv: Buffer; readonly name: string };

export interface CommandInput {
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
  readonly config: Config;
  /** Folder to which relative files refer. */
  readonly folder: string;
  /** Tells a person something while the command goes on; never part of its answer. */
  tell(text: string): void;
  /** The same beside an answer that is read by a machine or kept as a file: never on standard output. */
  note(text: string): void;
}

/** The arguments do not fit: exit 2, with the usage. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** One command of the operator. */
export interface Command {
  /** `user add` is two words. */
  readonly words: readonly string[];
  readonly summary: string;
  /** The usage after the words, and a line for each option. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  run(input: CommandInput): Promise<Result<CommandAnswer, Refusal>>;
}
