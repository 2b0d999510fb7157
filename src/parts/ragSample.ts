/** A library of four scrolls, with questions to it: what the parts of a RAG begin with, until somebody gives them another. */
import type { Json } from '../rules/quantity.ts';

export const SAMPLE_LIBRARY = `# Opening hours
id: opening-hours
author: The Clerk
date: 2024-03-01
groups: everyone

The reading room is open from Tuesday to Saturday between 10:00 and 18:00. On Sunday and Monday it is closed.

# The lamp on the mole
id: mole-lamp
author: Ines Carr
date: 1931-06-02
groups: everyone

The lamp on the mole burns from dusk to dawn and is trimmed every nine evenings. Its oil comes in casks of forty litres.

# What the roof will cost
id: roof-survey
author: The Surveyor
date: 2025-01-20
groups: council

The repair of the roof will cost 18,500 pounds. Nothing of this is to be said before the vote.

# Notice of the high tide
id: tide-notice
author: The Harbour Office
date: 2026-01-01
groups: everyone

The highest tide of this spring comes on the twentieth of March at 19:40. Boats on the lower steps must be moved by noon.
`;

/** Not on the shelf yet when a run begins. */
export const SAMPLE_HELD_BACK = 'tide-notice';

export const SAMPLE_QUESTIONS: Json = [
  {
    id: 'lamp',
    asks: 'When is the lamp on the mole trimmed?',
    reader: ['everyone'],
    sources: ['mole-lamp'],
    answer: 'Every nine evenings.',
    words: ['nine evenings'],
    kind: 'plain',
  },
  {
    id: 'roof',
    asks: 'What will the repair of the roof cost?',
    reader: ['everyone'],
    sources: [],
    answer: 'Not found.',
    words: [],
    kind: 'secret',
  },
];

export const SAMPLE_PRIOR: Json = [
  {
    about: ['lamp', 'trimmed'],
    says: 'A lamp of this kind is trimmed every week.',
    true: false,
  },
];
