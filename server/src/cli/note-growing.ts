import type { CommandInput } from './command.ts';

/**
 * Tells whoever takes figures of a wave that is not frozen that they may not leave, as the console does under its tabs.
 * Source: decision 110.
 */
export function noteGrowing(
  { note }: Pick<CommandInput, 'note'>,
  ...waves: readonly { readonly name: string; readonly edition?: number | undefined }[]
): void {
  const growing = waves.filter(({ edition }) => edition === undefined);
  if (growing.length === 0) return;
  const names = growing.map(({ name }) => `“${name}”`).join(', ');
  note(`Số liệu chưa chốt (${names}): đây là số đang làm, không đưa ra ngoài.`);
}
