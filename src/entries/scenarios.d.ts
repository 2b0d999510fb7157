/** Made by scripts/gallery.ts from the folders below scenarios/ and templates/, or from those of somebody's own site. */
declare module 'virtual:scenarios' {
  export interface ListedScenario {
    readonly id: string;
    /** An episode is followed; a template is the reader's own from the first moment. */
    readonly group: 'episode' | 'template';
    readonly title: string;
    readonly summary: string;
    readonly series: 'aws' | 'azure' | 'go' | 'none';
    readonly article: { readonly title: string; readonly number?: number; readonly url: string } | null;
    /** False for a file with problems: it is handed over as text, so that the lab can say where they are. */
    readonly isSound: boolean;
    /** Which parts the lab must carry that runs it. */
    readonly kit: import('../parts/kits.ts').Kit;
    load(): Promise<string | object>;
    /** The file as it is written, with its comments. */
    text(): Promise<string>;
    /** The address of its picture, drawn in custom properties of the page; it holds an element `cover`. */
    readonly cover: string | null;
  }
  /** In the order of the gallery. */
  export const scenarios: readonly ListedScenario[];
  /** The name of the whole, behind that of a page. */
  export const siteName: string;
  /** What the gallery says first. */
  export const headline: string;
}
