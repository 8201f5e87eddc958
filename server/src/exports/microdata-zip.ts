import {
  type MicrodataContent,
  microdataCodebook,
  microdataCsv,
  microdataPrograms,
} from './microdata-files.ts';
import { zipBytes } from './zip-file.ts';

/** Answers: rows, codebook and the programs that read them, as one archive: `responses.csv`, `codebook.csv`, `read.R`, `read.sps`. */
export async function microdataZip(content: MicrodataContent): Promise<Buffer> {
  const programs = microdataPrograms(content, 'responses.csv');
  return zipBytes([
    { name: 'responses.csv', bytes: await collect(microdataCsv(content)) },
    { name: 'codebook.csv', bytes: await collect(microdataCodebook(content)) },
    { name: 'read.R', bytes: Buffer.from(programs.r) },
    { name: 'read.sps', bytes: Buffer.from(programs.spss) },
  ]);
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
