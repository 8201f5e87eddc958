import { basename } from 'node:path';
import * as v from 'valibot';
import { type Result, ok, refuse } from '@sipas/shared/kernel';
import { type FieldRegistry, judgeRegistry } from '@sipas/shared/privacy';
import { fieldRegistrySchema } from '@sipas/shared/wire';
import shipped from '../../../data/privacy/field-registry.json' with { type: 'json' };
import { type FileRefusal, readText } from './csv-rows.ts';

/** Answers: the registry of personal fields that is shipped; a fault in the file is one of the product. */
export function shippedFieldRegistry(): FieldRegistry {
  const read = judge(shipped);
  if (!read.ok) throw new Error(`data/privacy/field-registry.json: ${read.error}`);
  return read.value;
}

/**
 * Answers: the registry of a file, for who asks with questionnaires of their own; without a file the shipped one.
 * Errors:  file.unreadable where it is no JSON; fields.invalid naming file, place and fault.
 */
export async function readFieldRegistry(
  file: string | null,
): Promise<Result<FieldRegistry, FileRefusal>> {
  if (file === null) return ok(shippedFieldRegistry());
  const text = await readText(file);
  if (!text.ok) return text;
  const parsed = parse(text.value);
  if (!parsed.ok)
    return refuse({ code: 'file.unreadable', detail: `${basename(file)}: ${parsed.error}` });
  const read = judge(parsed.value);
  return read.ok
    ? read
    : refuse({ code: 'fields.invalid', detail: `${basename(file)}: ${read.error}` });
}

function parse(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function judge(given: unknown): Result<FieldRegistry, string> {
  const parsed = v.safeParse(fieldRegistrySchema, given);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(`${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
  const fault = judgeRegistry(parsed.output);
  return fault === null ? ok(parsed.output) : refuse(fault);
}
