/** How a part is doing. Shown by a colour, by a shape and by a word: never by the colour alone. */
export type Mood = 'calm' | 'busy' | 'throttled' | 'failing' | 'down';

export const MOODS: readonly Mood[] = ['calm', 'busy', 'throttled', 'failing', 'down'];
