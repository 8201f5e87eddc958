import { printCount } from './figures.ts';
import { plural } from './plural.ts';
import type { SetupText } from './shape.ts';

export const enSetup: SetupText = {
  unfit: {
    inApp: 'Open this in Chrome or Safari',
    inAppWhy:
      'This page is open inside another app (Zalo, Facebook, TikTok…). Forms could be deleted there, so the phone cannot be enrolled.',
    inAppHow:
      'Tap ⋮ or ••• in the corner and choose “Open in browser”. Or copy the address below and paste it into Chrome.',
    copy: 'Copy address',
    copied: 'Address copied',
    keepsNothing: 'This browser cannot keep forms',
    keepsNothingWhy:
      'This is a private window, or the browser is too old. Forms would be lost when it closes, so the phone cannot be enrolled.',
    keepsNothingHow:
      'Open the address below in Chrome (Android) or Safari (iPhone), in an ordinary tab, not a private one.',
  },
  enrol: {
    title: 'Enrol this phone',
    lead: 'Type the code from the post office, or scan the QR code on its screen.',
    code: 'Enrolment code',
    codeHint: '8 characters, for example ABCD-EF23',
    badCode: 'The code has 8 letters and digits, like ABCD-EF23. Check it on the paper or screen.',
    submit: 'Enrol',
    sending: 'Enrolling…',
    scan: 'Scan QR code',
    offline:
      'The server cannot be reached. The code is still good. Check Wi-Fi or 4G and try again.',
    iphone: 'Using an iPhone?',
    iphoneWhy:
      'Before enrolling, put the app on the home screen: tap Share, choose “Add to Home Screen”, then open it from there. Otherwise Safari may delete forms after 7 days.',
  },
  scan: {
    title: 'Scan QR code',
    aim: 'Hold the QR code of the post office in the middle of the frame.',
    foreign:
      'This QR code is not an enrolment code. Scan the one on the screen of the post office.',
    refused: 'The camera cannot be used. Allow it, or type the code.',
    type: 'Type the code',
    starting: 'Starting the camera…',
  },
  ready: {
    title: 'Getting ready',
    lead: 'After this step the phone works without a network.',
    downloading: 'Downloading the survey…',
    downloadFailed:
      'The survey was not downloaded. The phone is enrolled; check the network and try again.',
    checking: 'Checking',
    app: 'The app is on the phone',
    appNot:
      'The app is not yet wholly on the phone. Keep the network on a little longer and check again.',
    wave: (waves, forms) =>
      `Complete: ${plural(waves, 'survey', 'surveys')}, ${plural(forms, 'questionnaire', 'questionnaires')}`,
    waveNot: 'The questionnaires are missing or damaged. Download them again.',
    noWave: 'No survey is assigned to you yet. Ask the post office.',
    storage: 'The phone keeps forms for good',
    storageNot:
      'The phone has not promised to keep forms for good. They are saved all the same; put the app on the home screen and send forms every day.',
    clock: 'The clock is right',
    clockOff: (minutes) =>
      `The clock is ${plural(minutes, 'minute', 'minutes')} off. Turn on “Automatic date and time” in the phone's settings.`,
    villages: (villages, households) =>
      `${plural(villages, 'village', 'villages')}, ${plural(households, 'household', 'households')} to visit`,
    noVillages: 'No villages are assigned: type the village at each interview',
    again: 'Check again',
    start: 'Start',
    ok: 'Good',
    warn: 'Note',
    bad: 'Not yet',
  },
  install: {
    title: 'Put it on the home screen',
    why: 'It opens like an app, and forms are kept more safely.',
    act: 'Install',
    iphone: 'On iPhone: tap Share, choose “Add to Home Screen”.',
  },
  forms: {
    title: 'Forms on this phone',
    empty: 'No forms yet.',
    household: (household) => `Household ${household}`,
    noHousehold: 'No household code',
    finished: (when) => `Submitted ${when}`,
    kept: 'Saved on the phone, to be sent',
    apart: 'Kept apart on the server for review',
    visit: 'Visit without an interview',
    final: 'Interview',
  },
  settings: {
    title: 'Settings',
    language: 'Language',
    textSize: 'Text size',
    textSizes: ['Normal', 'Large', 'Very large', 'Largest'],
    sample: 'Text will be this large.',
    device: 'This phone',
    surveyor: 'Surveyor',
    version: 'Version',
    deviceId: 'Phone id',
    storage: 'Where forms are kept',
    journal: 'Durable journal on the phone',
    database: 'Browser database (less durable)',
    persisted: 'The phone has promised to keep forms',
    notPersisted: 'The phone has not promised to keep forms; send them every day',
    used: (used, quota) => `${used} used of ${quota}`,
    mended: (count) => `${plural(count, 'place', 'places')} mended from the journal at this start.`,
    waves: 'Surveys',
    refresh: 'Download the survey again',
    refreshed: 'The survey on the phone is the newest.',
    refreshFailed: 'Not downloaded. The one on the phone still works. Try again with a network.',
    check: 'Check the phone',
    lastContact: (when) => `Last contact with the server: ${when}`,
  },
  allowance: {
    title: 'Allowance receipt',
    offer: (amountVnd) => `Allowance for the household: ${printCount(amountVnd)} đồng`,
    why: 'The list of signatures is kept apart and does not travel with the answers.',
    sign: 'Sign',
    decline: 'Declined',
    signed: (amountVnd) => `The household signed for ${printCount(amountVnd)} đồng`,
    declined: 'The household declined the allowance',
    none: 'There is no allowance to sign for with this form.',
    household: 'Household',
    amount: 'Amount',
    vnd: (amountVnd) => `${printCount(amountVnd)} đồng`,
    name: 'Full name of the recipient',
    badName: 'Give the full name of the recipient, at most 100 characters.',
    draw: 'The recipient signs in the frame with a finger',
    pad: 'Signature frame',
    undo: 'Undo last stroke',
    clear: 'Clear signature',
    instead:
      'Cannot sign: the name above stands for the signature, and the recipient confirms having received the money.',
    badSignature: 'There is no signature. Sign in the frame, or let the name stand for it.',
    save: (amountVnd) => `Received ${printCount(amountVnd)} đồng`,
    saving: 'Saving…',
    failed:
      'The book of signatures on this phone could not be opened. The form is safe; try again.',
  },
};
