import type { Lab, Opened } from '../lab/client.ts';
import type { RunAsked } from '../lab/protocol.ts';

type Run = Extract<Opened, { answer: 'run' }>;

/** What became of an order for a run. `overtaken`: a newer order came in the meantime, and nothing is to be shown. */
export type Ordered =
  | Run
  | {
      readonly answer: 'problems';
      readonly problems: Extract<Opened, { answer: 'problems' }>['problems'];
      /** What the lab holds instead, where that is not what is on the screen. */
      readonly held: Run | null;
    }
  | { readonly answer: 'overtaken' };

/**
 * Orders runs of a lab, one at a time: a lab cannot drop a run that it has begun, but those that were ordered in
 * between, and have been overtaken, are never asked for.
 */
export class Runs {
  private last = 0;
  private underWay: Promise<unknown> | null = null;
  private held: Run | null = null;
  private readonly lab: Pick<Lab, 'run'>;

  constructor(lab: Pick<Lab, 'run'>) {
    this.lab = lab;
  }

  /** @throws Error when the lab gives up, unless a newer order has come */
  async order(asked: RunAsked, progress: (share: number) => void): Promise<Ordered> {
    const mine = ++this.last;
    while (this.underWay) await this.underWay;
    if (mine !== this.last) return { answer: 'overtaken' };
    const answer = this.lab.run(asked, (share) => {
      if (mine === this.last) progress(share);
    });
    this.underWay = answer.then(
      () => {},
      () => {},
    );
    try {
      const opened = await answer;
      if (opened.answer === 'run') this.held = opened;
      if (mine !== this.last) return { answer: 'overtaken' };
      const { held } = this;
      this.held = null;
      return opened.answer === 'run' ? opened : { ...opened, held };
    } catch (error) {
      if (mine !== this.last) return { answer: 'overtaken' };
      throw error;
    } finally {
      this.underWay = null;
    }
  }

  /** Until the lab has answered what was ordered. */
  async settled(): Promise<void> {
    while (this.underWay) await this.underWay;
  }

  /** Whatever is still to come is not waited for. */
  forget(): void {
    this.last++;
  }
}
