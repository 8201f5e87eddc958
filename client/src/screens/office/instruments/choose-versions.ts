import type { InstrumentSummary } from '@sipas/shared/wire';

/** How much of a version's name the address has: nobody reads more, and no two versions share it. */
export const shortVersion = (version: string): string => version.slice(0, 12);

type Version = InstrumentSummary['versions'][number];

/** Which versions are to be compared; or why none are. */
export type ChosenVersions =
  | { readonly tag: 'none' }
  | { readonly tag: 'unknown'; readonly asked: string }
  | { readonly tag: 'one'; readonly instrument: InstrumentSummary }
  | {
      readonly tag: 'pair';
      readonly instrument: InstrumentSummary;
      readonly before: Version;
      readonly after: Version;
    };

/**
 * Answers: which two versions does the address ask for?
 * Shape:   the instruments of the store and the choices of the address → of the instrument named, else of the first that has
 *          two versions, the version named on each side; without a name the newest, and beside it the one before it.
 * Missing: a name that nothing has is told, not replaced: a link must not show something else.
 * Errors:  throws never.
 * Source:  contract of the console: instruments.
 * Rule:    W-44
 */
export function chooseVersions(
  instruments: readonly InstrumentSummary[],
  choices: Readonly<Record<string, string>>,
): ChosenVersions {
  const { phieu, truoc, sau } = choices;
  const instrument =
    phieu === undefined
      ? (instruments.find(({ versions }) => versions.length > 1) ?? instruments[0])
      : instruments.find(({ id }) => id === phieu);
  if (instrument === undefined)
    return phieu === undefined ? { tag: 'none' } : { tag: 'unknown', asked: phieu };
  const { versions } = instrument;
  const named = (name: string): Version | undefined =>
    name === '' ? undefined : versions.find(({ version }) => version.startsWith(name));
  const after = sau === undefined ? versions[0] : named(sau);
  if (after === undefined) return { tag: 'unknown', asked: sau ?? '' };
  const before = truoc === undefined ? beforeOf(versions, after) : named(truoc);
  if (before !== undefined) return { tag: 'pair', instrument, before, after };
  return truoc === undefined ? { tag: 'one', instrument } : { tag: 'unknown', asked: truoc };
}

/** The one before it; before the first stands the next. */
const beforeOf = (versions: readonly Version[], { version, number }: Version) =>
  versions.find((one) => one.number < number) ??
  versions.findLast((one) => one.version !== version);
