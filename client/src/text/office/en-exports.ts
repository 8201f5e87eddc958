import type { OfficeText } from './shape.ts';

/** Words of files beside the one table on the screen, in English. */
export const exportWords: OfficeText['exports'] = {
  moreFiles: 'Other files of the whole wave',
  workbook: 'Download the official workbook (XLSX)',
  workbookHelp:
    'all tables by district, commune and criterion, questions outside the index, the change since the wave before, and a page on method; prints on A4',
  microdata: 'Download microdata (ZIP)',
  microdataHelp:
    'forms in which nobody can be picked out, with codebook and programs for R and SPSS; once its figures are frozen',
  bundle: 'Download the bundle to recompute (ZIP)',
  bundleHelp:
    'forms by commune, the questionnaire, units and the published tables; sipas score --confirm computes them again and compares byte for byte. Internal; once its figures are frozen',
};

/** Words of links that a spreadsheet fetches anew, in English. */
export const linkWords: OfficeText['links'] = {
  open: 'A link that Excel refreshes',
  openHelp:
    'Excel, LibreOffice or R open this address and always have the newest edition; it expires and can be taken back',
  title: 'Refreshable links',
  lead: 'Whoever has the address sees this one table of this wave, as your account may see it, and no more. Give it only to those who need it.',
  name: 'Name of the link',
  nameHint: 'to know it again: in which file, used by whom',
  nameMissing: 'Give the link a name.',
  file: 'Leads to',
  files: {
    'scores.csv': 'The chosen table, CSV',
    'scores.json': 'The chosen table, JSON (Power Query, R)',
    'workbook.xlsx': 'The official workbook, XLSX',
  },
  days: 'Valid for',
  dayCount: (days) => `${days} days`,
  make: 'Make the link',
  made: 'The link is made',
  madeHelp: (moment) => `The address is shown this once: copy it now. Valid until ${moment}.`,
  address: 'Address',
  copy: 'Copy the address',
  copied: 'Copied',
  copyFailed: 'The browser does not let us copy; select the address and press Ctrl+C.',
  list: 'Links to this wave',
  notYet: 'The figures of this wave are not frozen',
  notYetHelp:
    'A link passes from hand to hand, so it leads to frozen figures only. Freeze the figures under Waves, then make the link.',
  none: 'There are no links yet.',
  states: { living: 'in use', expired: 'expired', revoked: 'taken back' },
  by: (name) => `made by ${name}`,
  until: (moment) => `until ${moment}`,
  neverUsed: 'never used',
  lastUsed: (moment, count) => `last used ${moment}, ${count} times`,
  revoke: 'Take back',
};
