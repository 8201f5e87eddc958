import { deviceTail } from '../../../ui/device-tail.ts';

/** Answers: how a phone is called on a screen; of one whose name is past its time, the end of its number. */
export const shownName = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  name === '' ? `… ${deviceTail(id)}` : name;
