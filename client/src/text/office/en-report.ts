/** Words around the report of a wave, in English; the report itself is written by the server, in Vietnamese. */
export const reportWords = {
  tab: 'Report',
  lead: 'The report of the wave, in Vietnamese, written from the published tables themselves. Print it or save it as PDF from the browser, or download it for Word.',
  print: 'Print or save as PDF',
  docx: 'Download for Word',
  before: 'Compared with',
  noBefore: 'no earlier wave',
  level: 'Level told in full',
  contents: 'Contents',
  document: 'The report',
};
