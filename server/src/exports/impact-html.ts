import type { ImpactDocument, ReportBlock, ReportTable } from '@sipas/shared/wire';

/**
 * Answers: the file on the impact of processing as one page that asks nothing of any network, ready for paper.
 * Shape:   a document → UTF-8 text of HTML. Every word of it is text there, whatever signs are in it. Equal documents make
 *          equal bytes.
 * Source:  HTML Living Standard, 13.1; decision 111.
 * Rule:    Y-11
 */
export function impactHtml({ day, title, subject, chapters }: ImpactDocument): string {
  const parts = chapters.map(
    ({ id, title: heading, blocks }) =>
      `<section id="${escape(id)}">\n<h2>${escape(heading)}</h2>\n${blocks.map(printBlock).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} ${escape(day)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="subject">${escape(subject)}</p>
${parts.join('\n')}
</body>
</html>
`;
}

const style = `
@page { size: A4; margin: 20mm 20mm 20mm 25mm }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 13pt/1.4 'Times New Roman', 'Liberation Serif', serif }
h1 { font-size: 18pt; text-align: center }
h2 { font-size: 14pt; break-after: avoid }
h3 { font-size: 13pt; break-after: avoid }
.subject { text-align: center; font-style: italic }
.note { font-style: italic }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; font-size: 11pt }
caption { text-align: left; font-weight: bold; break-after: avoid }
th, td { padding: 2pt 4pt; border: 1px solid #777; text-align: left; vertical-align: top; overflow-wrap: anywhere }
.figure { text-align: right }
tr { break-inside: avoid }
@media print { body { max-width: none; margin: 0; padding: 0 } }
`;

function printBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escape(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${escape(block.text)}</p>`;
    case 'note':
      return `<p class="note">${escape(block.text)}</p>`;
    case 'command':
      return `<p><code>${escape(block.text)}</code></p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escape(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return printTable(block);
  }
}

function printTable({ number, caption, columns, rows }: ReportTable): string {
  const head = columns.map(({ title }) => `<th scope="col">${escape(title)}</th>`).join('');
  const body = rows.map(
    (cells) =>
      `<tr>${cells.map(({ kind, text }) => `<td class="${kind}">${escape(text)}</td>`).join('')}</tr>`,
  );
  return `<table>
<caption>Bảng ${String(number)}. ${escape(caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
