import { AWS } from './aws.ts';
import { AZURE } from './azure.ts';
import type { PartDefinition } from './contract.ts';
import { goProgramDrawn } from './go-program/light.ts';
import { RAG_DRAWN } from './rag.ts';

export type Catalog = ReadonlyMap<string, PartDefinition>;

const byKind = (parts: readonly PartDefinition[]) => parts.map((part) => [part.spec.kind, part] as const);

/** Every part there is, by kind: the only place that knows them all. Those that take much to run can only be drawn and checked here. */
export const catalog: Catalog = new Map(byKind([...AWS, ...AZURE, ...RAG_DRAWN, goProgramDrawn]));

/** The catalogue with some of those parts as they run. */
export const running = (parts: readonly PartDefinition[]): Catalog => new Map([...catalog, ...byKind(parts)]);
