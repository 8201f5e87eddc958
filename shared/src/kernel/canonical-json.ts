/** What JSON can carry. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Answers: the one text that stands for a JSON value, so that equal content has equal bytes and equal hash.
 * Shape:   any JSON value → text without white space, keys in UTF-16 code unit order; undefined members are left out.
 * Errors:  throws TypeError on what JSON cannot carry: NaN, Infinity, a lone surrogate, undefined, a function.
 * Source:  RFC 8785 (JSON Canonicalization Scheme), sections 3.2.1 to 3.2.3.
 * Rule:    K-01
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`canonical JSON cannot carry ${typeof value}`);
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('canonical JSON cannot carry NaN or Infinity');
  return JSON.stringify(value);
}

const loneSurrogate = /\p{Surrogate}/u;

function canonicalString(value: string): string {
  if (loneSurrogate.test(value))
    throw new TypeError('canonical JSON cannot carry a lone surrogate');
  return JSON.stringify(value);
}

function canonicalObject(value: Record<string, unknown>): string {
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalString(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}
