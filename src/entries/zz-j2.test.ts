import { expect, it } from 'vitest';
import { WICKED_TEXT } from '/work/main/tests/journeys/wicked.ts';
import { parseScenario } from '/work/main/src/scenario/parse.ts';
import { catalog } from '/work/main/src/parts/catalog.ts';
it('x', () => { const r = parseScenario(WICKED_TEXT, catalog); console.log(JSON.stringify(r.problems, null, 1)); expect(r.scenario).not.toBeNull(); });
