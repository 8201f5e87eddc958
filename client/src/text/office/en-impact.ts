import type { OfficeText } from './shape.ts';

/** Words around the file on the impact of processing, in English. */
export const impactWords: OfficeText['impact'] = {
  lead: 'Written from the registry of fields, the table of access, the list of keys and the last removal. Print it or save a PDF, fill in the part of the office, and hand it in. The file is in Vietnamese.',
  print: 'Print or save PDF',
  document: 'Impact assessment',
};
