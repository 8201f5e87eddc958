import { answerThread } from '../in-threads.ts';
import { runStretch } from './run-stretch.ts';

await answerThread((asked, tell) => runStretch(asked, null, tell));
