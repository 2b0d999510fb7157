/** `npm run lab -- ...`: the lab in a terminal. This file reads the arguments; each command has a file of its own. */
import { isMainThread } from 'node:worker_threads';
import { conform } from './cli/conform.ts';
import { go } from './cli/go.ts';
import { health, healthWork } from './cli/health.ts';
import { lint } from './cli/lint.ts';
import { listParts } from './cli/listParts.ts';
import { prove } from './cli/prove.ts';
import { runCommand } from './cli/run.ts';
import { site } from './cli/site.ts';
import { sweep, sweepWork } from './cli/sweep.ts';
import { type Command, UsageError } from './cli/terminal.ts';
import { serveThread } from './cli/threads.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  run: runCommand,
  lint,
  sweep,
  health,
  site,
  parts: listParts,
  conform,
  go,
  prove,
};

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, says }) => `  ${usage}\n      ${says}`);
  return `npm run lab -- COMMAND\n\n${lines.join('\n')}\n\nExit code: 0 all well, 1 a claim is false or a problem was found, 2 the call itself was wrong.\nFor clean JSON: npm run -s lab -- run scenarios/buffer --json`;
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : null;
  if (!command) {
    console.error(`lab: there is no command "${name}"; expected one of ${Object.keys(COMMANDS).join(', ')}.`);
    return 2;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    // parseArgs throws a TypeError with a code of its own for flags it does not know.
    const wrongCall =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(`lab ${name}: ${error instanceof Error ? error.message : String(error)}`);
    if (wrongCall) console.error(`usage: ${command.usage}`);
    return 2;
  }
}

if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else serveThread({ sweep: sweepWork, health: healthWork });
