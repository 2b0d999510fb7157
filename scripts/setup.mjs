/**
 * What every script does first: the right Node, and node_modules as package-lock.json says.
 * Uses nothing but Node, because nothing else is there yet. Speaks on stderr only: the output of
 * `lab` must stay clean.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json; scripts work from any current directory. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const MODULES = join(root, 'node_modules');
const STAMP = join(MODULES, '.secret-life-lab-install');

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Stops the program with a message meant for a person.
 * @param {string} text
 * @returns {never}
 */
export function stop(text) {
  say(`\n${text}\n`);
  process.exit(1);
}

/**
 * The bundler runs on Node 20 from 20.19, and on 22.12 and later; not on 21.
 * @param {string} version as in process.versions.node
 */
export function nodeIsSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** Brings the machine to where the other scripts can run; says nothing when there is nothing to do. */
export function setup() {
  if (!nodeIsSupported(process.versions.node)) {
    stop(
      `Secret Life Lab needs Node 20.19 or later (on the 22 line: 22.12 or later). This is Node ${process.versions.node}.\n` +
        'Get a current one from https://nodejs.org/ and run the same command again.',
    );
  }
  installPackages();
}

function installPackages() {
  // node_modules holds native programs, so the machine counts as well as the lock.
  const machine = `${process.platform} ${process.arch}`;
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = `${createHash('sha256').update(lock).digest('hex')} ${machine}`;
  const stamp = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
  if (stamp === wanted) return;
  const fromElsewhere = stamp !== undefined && !stamp.endsWith(` ${machine}`);
  if (fromElsewhere || !installedByHand()) {
    say('Installing the packages (once, about a minute) ...');
    // NODE_ENV=production would leave out the tools.
    const status = runNpm(['ci', '--include=dev', '--no-audit', '--no-fund']);
    if (status !== 0) {
      stop('npm ci failed: the lines above say why. Is there a network, and room on the disk?');
    }
  }
  writeFileSync(STAMP, wanted);
}

/** True when somebody has already run npm here with this very lock: npm leaves its own record of what it installed. */
function installedByHand() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.keys(wanted).every((path) => {
    if (path === '' || wanted[path].optional) return true;
    return found[path]?.version === wanted[path].version;
  });
}

/** @param {string[]} args */
function runNpm(args) {
  // Under `npm run`, npm says where it is; that also spares Windows its npm.cmd.
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith('npm-cli.js');
  const child = spawnSync(viaNode ? process.execPath : 'npm', viaNode && npm ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !viaNode && process.platform === 'win32',
  });
  return child.status ?? 1;
}
