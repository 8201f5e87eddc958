/** The words of *Nhập tệp* in English. */
export const importWords = {
  title: 'Import files',
  lead: 'Forms of phones without a network come here by file. Afterwards, carry the receipts file back to the phone.',
  drop: 'Drop files here',
  dropNow: 'Let go to import',
  dropHelp:
    'Files that phones exported, any number of them. Importing a file again never counts a form twice.',
  choose: 'Choose files',
  howTitle: 'Three steps',
  howExport: 'On the phone press “Export file”, and copy or send the file to this computer.',
  howImport: 'Drop the file into the frame above. Each file shows at once how many forms came in.',
  howReturn:
    'Press “Save receipts file” and copy it back to the phone, so that the phone knows that its forms have arrived.',
  list: 'Files given',
  done: (done: string, all: string) => `${done} of ${all} files done`,
  stop: 'Stop after this file',
  stopping: 'Stops after this file',
  goOn: 'Go on',
  clear: 'Clear the list',
  saveAll: 'Save the receipts of all',
  save: 'Save receipts file',
  saveOf: (name: string) => `Save the receipts file of ${name}`,
  retryOf: (name: string) => `Try ${name} again`,
  states: {
    waiting: 'Waits its turn',
    stopped: 'Not sent',
    sending: 'Sending…',
    whole: 'Received whole',
    waits: 'All here, some to be reviewed',
    partly: 'Incomplete or damaged',
    failed: 'Not received',
  },
  stored: 'New',
  alreadyStored: 'Here before',
  waiting: 'To be reviewed',
  missing: 'Not arrived',
  noForms: 'There is no form in this file.',
  linesTitle: (lines: string) => `Line ${lines}`,
  waitingTitle: 'Kept by the server, waiting for a person',
  passedOverTitle: (lines: string) => `${lines} lines are no forms and were not kept`,
  passedOverHelp:
    'Keep this file and ask the administrator. Forms on the phone are not concerned; export the file from the phone again.',
  missingTitle: 'Not arrived; the forms are still on the phone',
  missingHelp: 'Copy or send the file from the phone again, and import it once more.',
  reasons: {
    cut: 'the file ends before all its forms',
    altered: 'the content was altered on its way',
    absent: 'not in the file',
  },
  ofPhone: (phone: string) => `phone …${phone}`,
  damages: {
    cut: 'The file was cut off: all that could be read was taken.',
    altered: 'The file is damaged: every form that is intact was taken.',
  },
  failures: {
    empty: 'The file is empty.',
    unreadable:
      'This computer cannot read the file. Perhaps the stick was pulled out, or it is a folder.',
    tooLarge:
      'The file is too large to import here. Nothing was stored. Ask the administrator to use the command “import-batch”.',
    notBatch:
      'This is no file of forms, or it is damaged from its start. Nothing was stored; the forms are still on the phone. Export the file again.',
  },
};
