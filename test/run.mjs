// `npm test`: everything that has to hold, in order, until the first failure.
// Arguments go to vitest, which then runs alone: `npm test -- test/domain -t 'allocates'`.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, findNode } from '../api/local/support/install.mjs'
import { endedBy, runChild } from '../api/local/support/run-child.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const scratch = mkdtempSync(join(tmpdir(), 'holdfast-tests-'))
const results = join(scratch, 'results.json')
const colors = process.stdout.isTTY ? 'force' : 'off'

const biome = 'node_modules/@biomejs/biome/bin/biome'
const checks = () => [
  ['Types', 'node_modules/typescript/bin/tsc', '-b', ...programs()],
  ['Format and lint', biome, 'ci', '--config-path=.biome.json', `--colors=${colors}`],
  ['Portal', 'api/local/build/portal-now.ts'],
]

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`]
const tests = ['node_modules/vitest/vitest.mjs', 'run', '-c', 'test/vitest.config.ts', ...reporters]

try {
  await ensureInstalled(root)
  process.exitCode = await runAll(process.argv.slice(2))
} catch (error) {
  if (!endedBy()) console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function runAll(wanted) {
  for (const [name, ...command] of wanted.length > 0 ? [] : checks()) {
    console.log(name)
    const code = await run(command)
    if (code !== 0) return code
  }
  const code = await run([...tests, ...wanted])
  if (endedBy()) return code
  console.log(`\n${summary(code)}`)
  return code
}

/** A file that could not be loaded is a failure too: vitest counts tests, and it has none. */
function summary(code) {
  if (!existsSync(results)) return '0 passed, 1 failed'
  const { numPassedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'))
  const failed = testResults
    .filter(({ status }) => status === 'failed')
    .map(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'failed'))
    .reduce((sum, { length }) => sum + Math.max(1, length), 0)
  return `${numPassedTests} passed, ${code === 0 ? failed : Math.max(1, failed)} failed`
}

/** An interrupted command has not passed, whatever it says. */
async function run([script, ...args]) {
  const node = findNode(root)
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) }
  if (colors === 'off') env.NO_COLOR = '1'
  const code = await runChild(node, [join(root, script), ...args], { cwd: root, env })
  return endedBy() ? code || 1 : code
}

/** Every tsconfig.json is a program of its own: the Worker, the pure domain, the portal, … */
function programs() {
  const below = ['api', 'db', 'portal', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((path) => /(^|[\\/])tsconfig\.json$/.test(path))
      .map((path) => join(folder, path)),
  )
  return ['tsconfig.json', ...below]
}
