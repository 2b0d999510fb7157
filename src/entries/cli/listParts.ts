import { parseArgs } from 'node:util';
import { catalog } from '../../parts/catalog.ts';
import type { PartDefinition } from '../../parts/contract.ts';
import { unknownName } from '../../scenario/problem.ts';
import { type Command, printJson, UsageError } from './terminal.ts';

export const listParts: Command = {
  usage: 'parts [KIND] [--json]',
  says: 'Lists the catalogue, or one part with its settings, ports, acts and metrics.',
  run(args) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const kind = positionals[0];
    const chosen = kind === undefined ? [...catalog.values()] : [partNamed(kind)];
    if (values.json) printJson(chosen.map(describe));
    else if (kind === undefined)
      for (const part of chosen) console.log(`${part.spec.kind.padEnd(16)} ${part.says}`);
    else printPart(chosen[0]!);
    return 0;
  },
};

function partNamed(kind: string): PartDefinition {
  const part = catalog.get(kind);
  if (!part) throw new UsageError(unknownName('part', kind, catalog.keys()).says);
  return part;
}

const describe = ({ title, says, spec, settings, acts }: PartDefinition) => ({
  kind: spec.kind,
  title,
  says,
  ports: spec.ports,
  settings,
  acts,
  metrics: spec.metrics,
});

function printPart({ title, says, spec, settings, acts }: PartDefinition): void {
  const line = (name: string, text: string) => console.log(`  ${name.padEnd(30)} ${text}`);
  console.log(`${title} (${spec.kind})\n${says}\n\nports`);
  for (const [name, port] of Object.entries(spec.ports))
    line(name, `${port.side}, ${port.protocol}: ${port.says}`);
  console.log('\nsettings');
  for (const [name, s] of Object.entries(settings))
    line(`${name} = ${JSON.stringify(s.default)}`, `${s.says} [${s.source}]`);
  console.log('\nacts');
  for (const [name, act] of Object.entries(acts))
    line(name, `${act.says} ${Object.keys(act.settings).join(', ')}`);
  console.log('\nmetrics');
  for (const [name, m] of Object.entries(spec.metrics))
    line(name, `${m.type}, ${m.unit}: ${m.says}${m.realName ? ` (${m.realName})` : ''}`);
}
