import { Marked } from 'marked';
import { foldText } from '@sipas/shared/kernel';

/**
 * Answers: docs/method.md as a page of the product, with headings that can be linked to.
 * Shape:   Markdown, address of the style sheet → HTML. Links into the repository lead nowhere from a console, so their words
 *          stand alone; those to other sites too, since no request leaves our origin. What is HTML in the source is shown as
 *          text.
 */
export function methodPage(markdown: string, style: string): string {
  const seen = new Set<string>();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = uniqueId(text, seen);
        const level = String(depth);
        return `<h${level} id="${id}">${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      link({ tokens }) {
        return this.parser.parseInline(tokens);
      },
      image: ({ text }) => escaped(text),
      html: ({ text }) => escaped(text),
    },
  });
  const body = marked.parse(markdown, { async: false });
  return `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>Phương pháp · SIPAS</title>
    <link rel="stylesheet" href="${style}" />
  </head>
  <body>
    <nav><a href="#tieng-viet">Tiếng Việt</a> · <a href="#english" lang="en">English</a></nav>
    <main>
${body.replaceAll('<table>', '<div class="wide" tabindex="0"><table>').replaceAll('</table>', '</table></div>')}
    </main>
  </body>
</html>
`;
}

function uniqueId(heading: string, seen: Set<string>): string {
  const base = foldText(heading)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  let id = base;
  for (let number = 2; seen.has(id); number += 1) id = `${base}-${String(number)}`;
  seen.add(id);
  return id;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
