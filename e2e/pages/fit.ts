import { expect } from '@playwright/test';
import type { Look } from './field-screens.ts';

/**
 * Nothing reaches over the edge of a narrow screen, no short word is broken over two lines, and all that can be tapped is
 * 48 px large and can be reached.
 */
export function withMeasure(): { readonly look: Look; readonly findings: string[] } {
  const findings: string[] = [];
  const look: Look = async (name, { page }) => {
    // A question that has just come takes no tap for a moment.
    await expect(page.locator('[inert]')).toHaveCount(0);
    for (const finding of await page.evaluate(measure)) findings.push(`${name}: ${finding}`);
  };
  return { look, findings };
}

/** Runs in the page. */
function measure(): string[] {
  const found: string[] = [];
  const root = document.scrollingElement;
  if (root !== null && root.scrollWidth > innerWidth)
    found.push(`scrolls sideways: ${String(root.scrollWidth)} of ${String(innerWidth)}`);
  const nameOf = (element: Element): string =>
    `${element.tagName} ${(element.textContent || element.getAttribute('aria-label') || element.id).trim().slice(0, 40)}`;
  for (const element of document.querySelectorAll('button, a[href], input, textarea, summary')) {
    const target = element.closest('label') ?? element;
    if (!target.checkVisibility() || (target as HTMLButtonElement).disabled) continue;
    target.scrollIntoView({ block: 'center' });
    const { left, right, top, width, height } = target.getBoundingClientRect();
    if (left < -0.5 || right > innerWidth + 0.5) found.push(`over the edge: ${nameOf(element)}`);
    if (width < 47.5 || height < 47.5)
      found.push(`small: ${nameOf(element)}: ${String(width)} × ${String(height)}`);
    const x = Math.min(Math.max(left + width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(top + height / 2, 1), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    if (hit === null || !target.contains(hit))
      found.push(`covered by ${hit === null ? 'nothing' : nameOf(hit)}: ${nameOf(element)}`);
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    if (node.parentElement?.checkVisibility() !== true) continue;
    for (const word of (node.textContent ?? '').matchAll(/[\p{L}\p{M}\p{N}]{2,8}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(`broken word: ${word[0]} in ${nameOf(node.parentElement)}`);
    }
  }
  scrollTo(0, 0);
  return found;
}
