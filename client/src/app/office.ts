import { mount } from 'svelte';
import { createOfficeApi } from '../net/office-api.ts';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/office.css';
import OfficeApp from './office/OfficeApp.svelte';
import { createConsoleState } from './office/console-state.svelte.ts';
import { followPlace } from './office/current-place.svelte.ts';

/** The composition root of the office console: its state, its way to the server, and its first component. */
const target = document.getElementById('office');
if (target === null) throw new Error('the page has no place for the console');

const state = createConsoleState(window.localStorage);
const api = createOfficeApi({
  fetch: window.fetch.bind(window),
  language: () => state.language,
  onSessionEnded: () => {
    state.endSession();
  },
  timeoutMs: 30_000,
});
mount(OfficeApp, { target, props: { api, state, place: followPlace(window) } });
