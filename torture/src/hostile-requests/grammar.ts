import type { Dice } from '../../../server/src/demo/dice.ts';
import type { Asked } from './ask.ts';
import { chance, pick, spoil } from './chance.ts';
import { type Schema, makeValue } from './make-value.ts';
import { contentTypes, methods, oddHeaders, rawBodies, texts } from './payloads.ts';

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { schema?: Schema }>> };
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

/** The description of the interface, as the server gives it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Beside the interface there are pages, files, and what is not there. */
const others = ['/api/openapi.json', '/', '/office.html', '/sw.js', '/assets/{file}', '/any/{any}'];

/** Answers: all routes that the document names, and the few that it does not. */
export const routesOf = (document: Document): readonly Route[] => [
  ...Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  ),
  ...others.map((path) => ({ method: 'GET', path, operation: {} })),
];

/** Answers: who may use it: roles, or the kind of one who needs no session. */
export const allowedOf = ({ operation: { security = [] } }: Route): readonly string[] =>
  security.flatMap(({ session, ...others }) => session ?? Object.keys(others));

export interface GrammarGiven {
  readonly document: Document;
  /** Words of this store that get past the first checks: communes, names, days. */
  readonly words: readonly string[];
  /** Ids that are there, by the word that stands before them in a path. */
  readonly things: Readonly<Record<string, readonly string[]>>;
}

/** A request as it is made, before somebody makes it theirs. */
export type Draft = Omit<Asked, 'headers'> & { readonly headers: Record<string, string> };

/** Without these nothing is asked. */
const wanted: ReadonlySet<string> = new Set([
  ...['level', 'question', 'before', 'after', 'unit', 'figure'],
]);

/**
 * Answers: a request to this route as its description has it, with something in it that is not.
 * Shape:   most values are such as are asked for, so that some requests come past the first check and do harm further in.
 */
export function makeRequest(route: Route, given: GrammarGiven, dice: Dice): Draft {
  const method = chance(dice, 0.03) ? pick(dice, methods) : route.method;
  const path = makePath(route.path, given, dice);
  const search = makeSearch(route, given, dice);
  const asked = { method, path: search === '' ? path : `${path}?${search}` };
  const odd = chance(dice, 0.15) ? Object.fromEntries([pick(dice, oddHeaders)]) : {};
  if (['GET', 'HEAD'].includes(method)) return { ...asked, headers: odd, body: null };
  const [described] = Object.entries(route.operation.requestBody?.content ?? {});
  const [kind, { schema = {} }] = described ?? ['application/json', {}];
  const type = chance(dice, 0.05) ? pick(dice, contentTypes) : kind;
  return {
    ...asked,
    headers: { 'content-type': type, ...odd },
    body: makeBody(schema, given, dice),
  };
}

const makePath = (path: string, given: GrammarGiven, dice: Dice): string =>
  path.replaceAll(/(\w+)\/\{\w+\}/g, (_, before: string) => {
    const things = given.things[before];
    const isThere = things !== undefined && chance(dice, 0.75);
    return `${before}/${inAddress(isThere ? pick(dice, things) : anyText(given, dice), dice)}`;
  });

function makeSearch({ operation }: Route, given: GrammarGiven, dice: Dice): string {
  const query = (operation.parameters ?? [])
    .filter(({ in: place }) => place === 'query')
    .filter(({ name }) => chance(dice, wanted.has(name) ? 0.95 : 0.4))
    .map(({ name, schema = {} }) => [name, asText(valueOf(schema, given, dice))] as const);
  const more = chance(dice, 0.1) ? [[pick(dice, texts), pick(dice, texts)] as const] : [];
  const twice = chance(dice, 0.05) ? query : [];
  return [...query, ...more, ...twice]
    .map(([name, value]) => `${inAddress(name, dice)}=${inAddress(value, dice)}`)
    .join('&');
}

function makeBody(schema: Schema, given: GrammarGiven, dice: Dice): Buffer {
  if (chance(dice, 0.08)) return Buffer.from(pick(dice, rawBodies));
  const made = Buffer.from(asText(valueOf(schema, given, dice)));
  return chance(dice, 0.1) ? spoil(made, dice) : made;
}

const valueOf = (schema: Schema, given: GrammarGiven, dice: Dice): unknown =>
  makeValue(schema, {
    dice,
    schemas: given.document.components?.schemas ?? {},
    text: () => anyText(given, dice),
  });

const anyText = ({ words }: GrammarGiven, dice: Dice): string =>
  pick(dice, chance(dice, 0.25) ? texts : words);

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What an address may hold as it is; the rest is encoded, once or twice. */
function inAddress(text: string, dice: Dice): string {
  if (/^[\w%.;=!*()'-]+$/.test(text) && chance(dice, 0.5)) return text;
  const once = encodeURIComponent(replaceHalves(text));
  return chance(dice, 0.05) ? encodeURIComponent(once) : once;
}

/** Half a letter of UTF-16 cannot be written as UTF-8. */
const replaceHalves = (text: string): string => Buffer.from(text).toString();
