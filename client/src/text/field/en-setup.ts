import { type ClockError, printCount } from './figures.ts';
import { plural } from './plural.ts';
import type { SetupText } from './shape.ts';

function enClock({ isFast, days, hours, minutes }: ClockError): string {
  const parts = [
    days > 0 ? plural(days, 'day', 'days') : '',
    hours > 0 ? `${String(hours)} h` : '',
    minutes > 0 ? `${String(minutes)} min` : '',
  ].filter((part) => part !== '');
  return `The clock of the phone is ${parts.join(' ')} ${isFast ? 'fast' : 'slow'}`;
}

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
    needsInstall: 'Put the app on the home screen first',
    needsInstallWhy:
      'On an iPhone or iPad, Safari deletes what a tab has stored after 7 days without a visit. An app opened from the home screen is spared, so the phone is enrolled only from there.',
    needsInstallHow: [
      'Tap Share (the square with an arrow up).',
      'Choose “Add to Home Screen”, then “Add”.',
      'Open the icon “SIPAS” on the home screen and enrol there.',
    ],
    needsInstallCode: 'Your enrolment code; note it down to type it in the app:',
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
    already: (name) =>
      `This phone is already enrolled for ${name}. The code you opened is not used; the forms on the phone are as before.`,
    keepOn: 'Keep working on this phone',
    offline:
      'The server cannot be reached. The code is still good. Check Wi-Fi or 4G and try again.',
    iphone: 'Using an iPhone?',
    iphoneWhy:
      'Before enrolling, put the app on the home screen: tap Share, choose “Add to Home Screen”, then open it from there. Otherwise Safari may delete forms after 7 days.',
  },
  compare: {
    title: 'Read the number to the post office',
    lead: 'The phone is enrolled. Read the six digits below to the person at the post office, who looks at the screen there and says: the same, or another.',
    label: 'Number to compare',
    wrong: 'If it is another one: stop, ask nobody with this phone, and ask for a new code.',
    later:
      'Nobody at the post office can be reached now? Go on. No form is lost; they count once the office has compared. The number is always in the settings.',
    next: 'I read the number, go on',
  },
  unknownPhone: {
    title: 'The server does not know this phone',
    safe: 'Your forms are kept on the phone. Go on interviewing as usual.',
    tell: 'Tell the district post office, so that it takes the phone in again and gives you a code. Meanwhile you may tap “Export file” and take the forms there as a file.',
    before: (name) => `The forms of ${name}, who had this phone before, cannot be sent yet.`,
    id: (tail) => `Number of this phone, to be read to the post office: … ${tail}`,
    enter: 'Enter the code of the post office',
    code: 'Code for this phone',
    codeHint:
      'The post office makes it for this very phone, 8 characters. Forms and PIN stay as they are.',
    submit: 'Connect again',
    sending: 'Connecting…',
    done: 'The server knows this phone again. The forms are being sent.',
    notKept:
      'The phone could not store what it was given. Your forms are safe. Delete some photos or videos and ask the post office for another code.',
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
    waveNot: 'The questionnaires are missing or damaged. Press “Check again”.',
    noWave: 'No survey is assigned to you yet. Ask the post office.',
    storage: 'The phone keeps forms for good',
    storageNot:
      'The phone has not promised to keep forms for good. They are saved all the same; put the app on the home screen and send forms every day.',
    clock: 'The clock is right',
    clockOff: (error) =>
      `${enClock(error)}. Work goes on; turn on automatic date and time in the settings of the phone.`,
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
  forgotten: {
    title: 'Forgotten PIN',
    nothingLost: 'No form is lost',
    unsent: (count) =>
      `On the phone, sent with a network, without a PIN: ${plural(count, 'finished form', 'finished forms')}.`,
    noneUnsent: 'No finished form waits to be sent.',
    drafts: (count) =>
      `Kept as it is, to go on with after unlocking: ${plural(count, 'open form', 'open forms')}.`,
    how: 'Choose a new PIN',
    lead: (name) =>
      `Call or visit the post office and ask for a PIN reset code for ${name}. It works once, within 10 minutes. Type it here, then choose a new PIN yourself.`,
    offline:
      'The phone has no network, so the code cannot be checked. Go where there is one, or bring the phone to the post office.',
    code: 'PIN reset code',
    submit: 'Check the code',
    sending: 'Checking…',
    unheard:
      'The server could not be reached, so no new PIN was chosen. The forms are safe. Try again with a network; if the code counts as used, ask for another.',
    fileTitle: 'Hand in forms now, without a PIN',
    file: 'With a network: tap “Send now”. Without one: tap “Export file” and give the file to the post office.',
    onceMore:
      'The server knows this phone again. Ask the post office for one more PIN reset code and enter it here, to open the unfinished forms.',
    keyMissing: (count: number) =>
      `The post office could not open the key of ${printCount(count)} unfinished ${count === 1 ? 'form' : 'forms'}. With a new PIN you can go on working, but those cannot be read again: please interview once more. Submitted forms are not affected.`,
    back: 'Back to the PIN',
  },
  closed: {
    title: (wave) => `The wave “${wave}” is closed`,
    none: 'No wave is open',
    why: 'No new interview can be begun. What was done is still listed below. When the office opens this wave again, or a new one, the phone has it as soon as there is a network.',
    draft:
      'The open form can be finished and submitted. The server takes it and keeps it apart for the office; nothing is lost.',
    unsent:
      'Forms that were not sent are sent as always. The server takes them and keeps them apart for the office; nothing is lost.',
    ask: 'Ask the server again',
    asking: 'Asking…',
  },
  forms: {
    title: 'Forms on this phone',
    empty: 'No forms yet.',
    household: (household) => `Household ${household}`,
    noHousehold: 'No household code',
    finished: (when) => `Submitted ${when}`,
    kept: 'Saved on the phone, to be sent',
    handedOver: (when) => `Handed over in a file ${when}, waiting for the receipt`,
    partial: 'Unfinished form, closed',
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
    clock: 'Clock',
    clockRight: 'Right by the server',
    clockUnknown: 'Not yet compared with the server',
    handOver: 'Change of surveyor, enrol again, delete data',
    lastContact: (when) => `Last contact with the server: ${when}`,
  },
  alarm: {
    title: 'Send the forms today',
    why: (count, days) =>
      `The server does not have ${plural(count, 'form', 'forms')}; the oldest has waited for more than ${plural(days, 'day', 'days')}. They are safe on the phone.`,
    how: 'With a network, tap “Send now”. Without one, tap “Export file” and take the file to the post office.',
  },
  update: {
    title: 'A new version is here',
    why: 'It is downloaded. The forms on the phone stay as they are.',
    draft: 'Finish the open form first, then change to the new version.',
    act: 'Use new version',
  },
  room: {
    weakShelf:
      'This browser keeps forms less safely. Send them as soon as there is a network, and use a recent Chrome or Safari if you can.',
    notPersisted:
      'This phone has not promised to keep forms for good. They are saved all the same; it sends them sooner when there is a network, and please send them every day.',
    low: 'The phone is nearly full. Send the forms or export them, then delete photos or videos.',
    reserve:
      'The phone is full and lives on its reserve: the open form can still be saved, the next perhaps not. Send or export the forms now, then delete photos or videos.',
  },
  receiptsFile: {
    title: 'Receipts from a file',
    why: 'The post office gives back a file of receipts (its name ends in .receipts.json). Choose it, so that the phone knows which forms were received.',
    act: 'Read receipts from a file',
    reading: 'Reading the file…',
    none: 'This file has no receipt for a form on this phone. Nothing has changed.',
    read: (named, fresh) =>
      fresh === 0
        ? `The file has receipts for ${plural(named, 'form', 'forms')} of this phone; it knew them already.`
        : `Receipts for ${plural(named, 'form', 'forms')} of this phone.`,
    keptApart: (count) =>
      `${plural(count, 'form is', 'forms are')} kept apart at the post office for review; there is nothing for you to do.`,
    left: (count) =>
      count === 0
        ? 'No form is waiting for a receipt.'
        : `${plural(count, 'form is', 'forms are')} still waiting for a receipt.`,
    fault: {
      'too-large': 'This file is too large to be one of receipts. Nothing has changed.',
      'not-receipts':
        'This is not a receipts file of the post office. Choose the one whose name ends in .receipts.json. Nothing has changed.',
      'older-server':
        'This file is from before the server was restored and no longer counts. Ask the post office for a new one, or send over the network. Nothing has changed.',
      'not-kept':
        'The receipts could not be written to the phone. The forms are safe. Choose the file again.',
    },
  },
  handOver: {
    title: 'Change of surveyor',
    lead: 'For giving the phone to somebody else, enrolling it again, or handing it in. No form is left behind.',
    checking: 'Looking at what is on the phone…',
    refused: 'Not yet, since something on the phone is not done:',
    drafts: (count) => plural(count, 'unfinished form', 'unfinished forms'),
    stranded: (count) => `${plural(count, 'form', 'forms')} not sent and in no file`,
    signatures: (count) =>
      `${plural(count, 'signature', 'signatures')} for allowances not sent; they go over the network only`,
    finishFirst: 'Go on with the unfinished forms and submit them. If that cannot be, close them:',
    closeTitle: 'Close unfinished forms',
    closeWhy:
      'They are submitted as “unfinished” with the answers given so far, so that the post office knows. They cannot be continued and do not count as households done.',
    closeConsent: 'I agree to close the unfinished forms on this phone',
    close: 'Close unfinished forms',
    closed: 'The unfinished forms are closed. Now send or export them.',
    mayLeave: (count) =>
      `${plural(count, 'form was', 'forms were')} handed over in a file and have no receipt yet. They stay on this phone and are sent when there is a network, whoever uses it.`,
    unsafe: (count) =>
      `The server has received every form of this phone; ${printCount(count)} still wait for a backup of the server, so this phone keeps a copy.`,
    mayWipe: 'The server has received every form of this phone and backed it up.',
    leave: 'Enrol again for somebody else',
    leaveWhy:
      'The new surveyor types a code and a PIN of their own, and does not see the old forms.',
    wipe: 'Delete the data on this phone',
    wipeWhy:
      'Deletes all forms, the PIN and the survey from this phone. The forms on the server stay.',
    wipeNot:
      'Only when every form has a receipt: send over the network, or read receipts from a file.',
    wipeLater:
      'Not yet: wait until the server has made a backup (usually within an hour), then press “Ask the server again”.',
    askServer: 'Ask the server again',
    unheard: 'The server could not be asked, so nothing was erased. Try again with a network.',
    pinWhy: 'Type the PIN to confirm.',
    confirmLeave: 'Confirm the change of surveyor',
    confirmWipe: 'Confirm the deletion',
    cancel: 'No, leave it as it is',
    failed: 'Not done. Nothing was lost or changed. Try again.',
    wiped: 'The survey data on this phone is deleted',
    wipedWhy: 'The app may be closed and removed, or the phone enrolled again with a network.',
    enrolAgain: 'Enrol again',
    others: (count) =>
      `${plural(count, 'form', 'forms')} by whoever had the phone before are still on it and are sent when there is a network.`,
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
  done: {
    title: 'Form submitted',
    visitTitle: 'Result recorded',
    notHere: 'This phone does not have that form',
    saved: 'Saved on the phone',
    savedWhy: 'It is safe on the phone, without a network and when the phone is off.',
    received: 'Received by the server',
    notYet: 'Not yet received by the server',
    notYetWhy: 'It is sent by itself when there is a network.',
    apart: 'The server keeps this form apart for review',
    another: 'Next household',
    receivedAt: (when) => `Received ${when}`,
    apartSafe: 'The form is safe on the server. Do not repeat it; the post office will look at it.',
  },
  review: {
    title: 'Check and submit',
    complete: 'All required questions are answered',
    answered: (answered, asked) =>
      `${printCount(answered)} of ${printCount(asked)} questions answered.`,
    missing: (count) =>
      `${plural(count, 'required question is', 'required questions are')} not answered`,
    missingHow: 'Tap each one to answer it.',
    invalid: 'Answers to look at again',
    submit: 'Submit form',
    submitting: 'Saving the form…',
    after: 'It is then saved on the phone and sent by itself. It cannot be changed afterwards.',
  },
  elsewhere: {
    title: 'The app is open in another tab',
    why: 'Only one tab may write forms at a time, so that none are mixed up. Your forms are safe.',
    takeOver: 'Use it here',
    taken: 'The app was opened in another tab. This tab has stopped; nothing is lost.',
  },
  send: {
    sending: 'Sending…',
    offline: 'No network. The forms are safe on the phone and will be sent later.',
    busy: 'The server is busy. The forms are safe and will be sent again.',
    refused: 'The server did not take the forms.',
    sendNow: 'Send now',
    exportFile: 'Export file',
    exported: (count) =>
      `${plural(count, 'form', 'forms')} written to a file. They stay on the phone; take the file to the post office.`,
    lookForFile:
      'Open Downloads and look for the file; if it is not there, press Export file again.',
    fileSeen: 'I see the file',
    exportFailed: 'The file was not written. The forms are safe on the phone. Try again.',
    nothingToExport: 'No forms are waiting to be sent.',
  },
};
