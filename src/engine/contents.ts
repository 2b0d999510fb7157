import { OutOfMemory } from './endings.ts';

/** What a message says, as plain data that nobody changes: a row refers to it by its place. */
export type Content = object;

/** Places of contents that a run may hold: beyond it the run ends as out of memory. */
export const CONTENTS_MAX = 1_000_000;

/**
 * What the messages of a run say. Equal contents have one place, so that a million orders of three kinds take three;
 * 0 is the place of nothing said. Nothing is ever taken out: a message that has been copied is still somebody's.
 */
export class Contents {
  private values: Content[] = [{}];
  private places = new Map<string, number>();
  /** For those who say the same object again and again. */
  private known = new WeakMap<Content, number>();
  /** By name: the places of what is made of contents, by theirs. */
  private variants = new Map<string, number[]>();

  /** @returns the content's place @throws OutOfMemory when there are too many */
  place(content: Content): number {
    const before = this.known.get(content);
    if (before !== undefined) return before;
    const key = JSON.stringify(content);
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.values.length;
      if (place >= CONTENTS_MAX)
        throw new OutOfMemory(`More than ${CONTENTS_MAX} different messages are remembered.`);
      this.values.push(content);
      this.places.set(key, place);
    }
    this.known.set(content, place);
    return place;
  }

  /** The place of what somebody makes of a content: made once. @param name of the making: the same always makes the same */
  variant(place: number, name: string, make: (content: Content) => Content): number {
    let made = this.variants.get(name);
    if (made === undefined) {
      made = [];
      this.variants.set(name, made);
    }
    made[place] ??= this.place(make(this.values[place]!));
    return made[place];
  }

  at(place: number): Content {
    return this.values[place]!;
  }

  image(): readonly Content[] {
    return this.values.slice();
  }

  /** What has been said since stays: the run that goes on from here says it again, and finds it in its place. */
  restore(image: readonly Content[]): void {
    if (image.every((content, place) => this.values[place] === content)) return;
    this.values = image.slice();
    this.places = new Map(image.slice(1).map((content, i) => [JSON.stringify(content), i + 1]));
    this.known = new WeakMap();
    this.variants = new Map();
  }
}
