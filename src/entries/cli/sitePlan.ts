/** What a site is made of: reckoned and checked by the command line, built by scripts/site.mjs and scripts/gallery.ts. */
export interface SitePlan {
  /** Absolute, like all paths here. */
  readonly out: string;
  /** What an earlier site left there, from `out`: it makes room. */
  readonly replaced: readonly string[];
  /** Null: the lab's own name. */
  readonly title: string | null;
  /** In the order of the gallery. */
  readonly scenarios: readonly SiteScenario[];
  /** The episodes of the house come after them. */
  readonly withHouse: boolean;
}

export interface SiteScenario {
  /** As the scenario says it, for its address. */
  readonly id: string;
  readonly file: string;
  readonly cover: string | null;
}

/** Lies in a site and names its files, a line each: who builds again takes away those, and no others. */
export const SITE_MARK = '.secret-life-lab-site';
