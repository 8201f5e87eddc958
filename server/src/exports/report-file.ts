import type { ReportDocument } from '@sipas/shared/wire';

/** Answers: the report as a document of Word. Its library is loaded when the first is asked for. */
export async function reportDocx(report: ReportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { printDocx } = await import('./report-docx.ts');
  return printDocx(report);
}
