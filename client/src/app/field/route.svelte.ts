/** The screen that the address names: "#/phieu/ID" → ["phieu", "ID"]. */
const read = (): readonly string[] =>
  location.hash
    .replace(/^#\/?/, '')
    .replace(/\?.*$/, '')
    .split('/')
    .map((part) => decodeURIComponent(part));

let parts = $state.raw(read());
addEventListener('hashchange', () => {
  parts = read();
});

export const route = (): readonly string[] => parts;

/** Shows another screen; `replace` when the way back should not lead here. */
export function go(path: string, replace = false): void {
  if (replace) location.replace(`#/${path}`);
  else location.hash = `#/${path}`;
}

/** The icon on the home screen opens the start page: whoever was in a form is led back into it. */
export function returnTo(responseId: string): void {
  if (location.hash.length > 2) return;
  go(`phieu/${responseId}`);
  // The event comes later; until then the start page would count as the place.
  parts = read();
}
