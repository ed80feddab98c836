// A real Chromium for tests: whatever is installed, else installed by ourselves, else a clear failure.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser's program: CHROMIUM_PATH, one that is found, or one that is installed now. */
export function findChromium(): string {
  const found = installed()
  if (found) return found
  for (const install of [installByApt, installByPlaywright]) {
    install()
    const now = installed()
    if (now) return now
  }
  throw new Error(
    'The browser tests need Chromium or Chrome, and none could be installed. Install one ' +
      '(Debian: apt-get install chromium), or name its program in CHROMIUM_PATH.',
  )
}

function installed(): string | undefined {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  const in_path = PATH.split(delimiter).flatMap((folder) =>
    commands.map((command) => join(folder, command)),
  )
  const candidates = [CHROMIUM_PATH, ...in_path, ...applications, ofPlaywright()]
  return candidates.find((path) => path && existsSync(path))
}

function ofPlaywright(): string | undefined {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

/** Where we may: as root on Debian and its relatives. */
function installByApt(): void {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const packages = ['chromium', 'fonts-dejavu-core', 'fonts-noto-core']
  spawnSync('apt-get', ['update', '-qq'], { env })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

function installByPlaywright(): void {
  try {
    const cli = join(import.meta.dirname, '../../node_modules/playwright-core/cli.js')
    execFileSync(process.execPath, [cli, 'install', 'chromium-headless-shell'], { stdio: 'ignore' })
  } catch {
    // Its download is not reachable from here: the caller says what to do.
  }
}

export interface Browser {
  /** A profile of its own, which nothing else shares; the browser's is a fresh one, too. */
  open: (
    options?: Parameters<import('playwright-core').Browser['newContext']>[0],
  ) => Promise<BrowserContext>
  close: () => Promise<void>
}

export async function startChromium(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    open: (options) => browser.newContext(options),
    close: () => browser.close(),
  }
}
