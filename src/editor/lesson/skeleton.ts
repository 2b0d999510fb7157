/** What a new step says until its author has written over it: what belongs there. */
import type { Bone } from './stepChanges.ts';

export interface Blank {
  readonly title: string;
  readonly text: string;
  /** For the author, beside the choice of a bone. */
  readonly means: string;
}

export const SKELETON: Readonly<Record<Bone, Blank>> = {
  before: {
    title: 'It works',
    text: 'Say what the system does and for whom, while all is well. What should one look at?\n',
    means: 'The system works, and one sees how.',
  },
  predict: {
    title: 'Say what will happen',
    text: 'Say what is about to happen, and nothing of what comes of it. Ask for a prediction: nobody sees the run before they have answered.\n',
    means: 'A guess, before the run is shown.',
  },
  break: {
    title: 'It breaks',
    text: 'Let it break with the button of this step. Say where to look, and why it spreads.\n',
    means: 'The system breaks, and one sees why.',
  },
  tempt: {
    title: 'What suggests itself',
    text: 'Name what most people would try first. Let them try it, and see that it does not help.\n',
    means: 'The obvious fix, and that it does not help.',
  },
  mend: {
    title: 'Mend it',
    text: 'Say what has to change, and let it be built on the table. A task that the run can prove tells when it is done.\n',
    means: 'The fix, built by hand and proven by the run.',
  },
  price: {
    title: 'What it costs',
    text: 'Nothing is free. Say what has become slower, dearer, or can go wrong only now.\n',
    means: 'What the fix costs.',
  },
  challenge: {
    title: 'On your own',
    text: 'Say what the learner is up against, and give no directions. The goal and its demands stand below the story.\n',
    means: 'A goal, and no directions.',
  },
};
