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
  localStorage.setItem(placeKey, location.hash);
});

const placeKey = 'sipas.place';

export const route = (): readonly string[] => parts;

/** Shows another screen; `replace` when the way back should not lead here. */
export function go(path: string, replace = false): void {
  if (replace) location.replace(`#/${path}`);
  else location.hash = `#/${path}`;
}

/** The icon on the home screen opens the start page: whoever was in a form is led back into it. */
export function returnToPlace(isOpenDraft: (responseId: string) => boolean): void {
  const [screen, responseId = ''] = (localStorage.getItem(placeKey) ?? '')
    .replace('#/', '')
    .split('/');
  if (location.hash.length <= 2 && screen === 'phieu' && isOpenDraft(responseId))
    go(`phieu/${responseId}`);
}
