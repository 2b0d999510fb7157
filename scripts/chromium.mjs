/** Finds a Chrome or Chromium for the tests; nothing is downloaded but by the system's own package manager. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say, stop } from './setup.mjs';

const LINUX = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
];

/** Where the browser is, or undefined. CHROME_PATH wins. @returns {string | undefined} */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) stop(`CHROME_PATH says ${named}, but there is no such file.`);
    return named;
  }
  return usualPlaces().find((path) => existsSync(path));
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return apps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': ProgramFilesX86, LOCALAPPDATA } = process.env;
    const roots = [ProgramFiles, ProgramFilesX86, LOCALAPPDATA].filter((place) => place !== undefined);
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    return roots.flatMap((place) => programs.map((program) => join(place, program)));
  }
  return LINUX;
}

/**
 * As findChromium, but installs it where that is allowed (root on Debian or Ubuntu), and otherwise ends the
 * program with the command to type.
 * @returns {string}
 */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const system = systemIds();
  const command = installCommand(process.platform, system);
  if (isRoot() && isDebianLike(system)) {
    aptInstallChromium();
    const installed = findChromium();
    if (installed) return installed;
  }
  return stop(
    `The browser tests need Chrome or Chromium, and none was found. Install it:\n\n  ${command}\n\n` +
      'or, if you have one in an unusual place, set CHROME_PATH to its program file.',
  );
}

function aptInstallChromium() {
  say('Installing Chromium for the browser tests (once) ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', 'chromium']]) {
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env });
    if (status !== 0) say(`apt-get ${args.join(' ')} failed: the lines above say why.`);
  }
}

/**
 * @param {string} platform as process.platform
 * @param {readonly string[]} system the ID and ID_LIKE words of /etc/os-release
 */
export function installCommand(platform, system) {
  if (platform === 'darwin') return 'brew install --cask google-chrome';
  if (platform === 'win32') return 'winget install --id Google.Chrome';
  // Ubuntu's own package is a snap under another name.
  if (system[0] === 'ubuntu') return 'sudo apt-get update && sudo apt-get install -y chromium-browser';
  if (isDebianLike(system)) return 'sudo apt-get update && sudo apt-get install -y chromium';
  if (system.includes('fedora') || system.includes('rhel')) return 'sudo dnf install -y chromium';
  if (system.includes('arch')) return 'sudo pacman -S --noconfirm chromium';
  if (system.includes('alpine')) return 'sudo apk add chromium';
  if (system.includes('suse') || system.includes('opensuse')) return 'sudo zypper install -y chromium';
  return 'the package "chromium" of your system';
}

/** @param {readonly string[]} system */
function isDebianLike(system) {
  return system.includes('debian') || system.includes('ubuntu');
}

/** @returns {string[]} for example ['linuxmint', 'ubuntu', 'debian']; empty outside Linux */
function systemIds() {
  if (!existsSync('/etc/os-release')) return [];
  const text = readFileSync('/etc/os-release', 'utf8');
  return ['ID', 'ID_LIKE'].flatMap((key) => {
    const value = new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '';
    return value.replaceAll('"', '').split(' ').filter(Boolean);
  });
}

function isRoot() {
  return process.getuid?.() === 0;
}

/** The switches every test browser gets: silent on the network, and without the sandbox where root has none. */
export function chromiumArgs() {
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    '--disable-gpu',
  ];
  return isRoot() ? ['--no-sandbox', ...quiet] : quiet;
}
