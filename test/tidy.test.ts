import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Hygiene that neither the compiler nor the linter sees: who may import whom, and what is left over. */
const root = fileURLToPath(new URL('..', import.meta.url))
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)

/** Tracked files, and new ones that are not ignored; what a checkout has deleted is gone. */
const files = [...new Set(git('ls-files', '--cached', '--others', '--exclude-standard'))]
const sources = files
  .filter((file) => /\.(?:ts|tsx|mjs|js)$/.test(file) && !file.startsWith('test/fixtures'))
  .flatMap((file) => {
    try {
      return [{ file, text: readFileSync(`${root}${file}`, 'utf8') }]
    } catch {
      return []
    }
  })
type Source = (typeof sources)[number]

/** Who may import whom. The narrowest folder that holds a file speaks for it. */
const mayImport: Record<string, string[]> = {
  'api/domain': [],
  db: ['api/domain'],
  'db/demo': ['db'],
  'api/adapters': ['api/domain', 'db'],
  'api/objects': ['api/domain', 'db'],
  'api/services': ['api/domain', 'api/adapters', 'api/objects', 'db'],
  'api/http': ['api/domain', 'api/services', 'db'],
  'api/features': [
    'portal/text',
    'api/domain',
    'api/adapters',
    'api/http',
    'api/objects',
    'api/services',
    'db',
  ],
  'api/jobs': ['api/domain', 'api/features', 'api/http', 'api/services', 'db'],
  'api/client': [],
  'api/cli': ['api/client'],
  'api/local': ['db'],
  api: ['api', 'db'],
  portal: ['api/features', 'api/domain'],
  'portal/text': ['api/features', 'api/domain'],
}

const resolve = (from: string, path: string) => new URL(path, `file:///${from}`).pathname.slice(1)
const importsOf = ({ file, text }: Source) =>
  [...text.matchAll(/(?:from|import\() ?'(\.[^']*)'/g)].map(([, path]) => resolve(file, path ?? ''))
const isIn = (file: string, folder: string) =>
  `${file.replace(/\.(?:tsx?|mjs|js)$/, '')}/`.startsWith(`${folder}/`)
const homeOf = (file: string) =>
  Object.keys(mayImport)
    .filter((folder) => isIn(file, folder))
    .sort((a, b) => b.length - a.length)[0]
const featureOf = (file: string) => /^api\/features\/([^/]+)\//.exec(file)?.[1]

/** Every import that breaks a rule, as `file imports target`. */
const offences = (breaks: (source: Source, target: string) => boolean) =>
  sources
    .filter(({ file }) => !file.startsWith('test/'))
    .flatMap((source) =>
      importsOf(source)
        .filter((target) => breaks(source, target))
        .map((target) => `${source.file} imports ${target}`),
    )

it('looks at the code there is', () => {
  expect(sources.length).toBeGreaterThan(100)
})

it('imports point inwards', () => {
  const broken = offences(({ file }, target) => {
    const home = homeOf(file)
    if (!home) return false
    return ![home, ...(mayImport[home] ?? [])].some((folder) => isIn(target, folder))
  })
  expect(broken).toEqual([])
})

/** What a feature offers to others: reading, the words of its wire, and the one way to change an order. */
const shared =
  /\/(?:orders\/order|customers\/customer|repository|schemas|snapshot|plan-cart|plan-units|live-levels|capacity|availability|recent-units|reservation-id|mint-key|change-order|acquire-units|compose-order|pay-placed-order|settle-operations|tender|money-verb|expire-order|check-payment|parts|part-schemas|wire|return-context|send-money|fill-backorders|(?:[\w-]+-)?repository|(?:[\w-]+-)?schemas|compose-mail|order)$/

/** The portal is another door to what merchants do: to the same use cases, for one order. */
const doors: Readonly<Record<string, readonly string[]>> = {
  portal: ['claims', 'orders', 'returns', 'withdrawals'],
  // Who is forgotten is in files of jobs, too.
  privacy: ['bulk'],
}

it('features meet through what they read, the domain or events, never through each other', () => {
  const broken = offences(({ file }, target) => {
    const [from, to] = [featureOf(file), featureOf(target)]
    if (from && to && doors[from]?.includes(to)) return false
    return Boolean(from && to && from !== to) && !shared.test(target.replace(/\.ts$/, ''))
  })
  expect(broken).toEqual([])
})

it('the portal knows the API by its schemas alone', () => {
  const broken = offences(
    ({ file }, target) =>
      isIn(file, 'portal') &&
      isIn(target, 'api/features') &&
      !/\/(?:[\w-]+-)?schemas(?:\.ts)?$/.test(target),
  )
  expect(broken).toEqual([])
})

it('the domain needs no package', () => {
  const domain = sources.filter(({ file }) => isIn(file, 'api/domain'))
  expect(domain).not.toEqual([])
  expect(domain.filter(({ text }) => /from '[^.]/.test(text)).map(({ file }) => file)).toEqual([])
})

it('only the fixed names stand at the top', () => {
  const fixed =
    /^(?:package(?:-lock)?\.json|wrangler\.toml|tsconfig\.json|README\.md|LICENSE|CONTRIBUTING\.md|CHANGELOG\.md|api|portal|db|test|\..*)$/
  const top = new Set(files.map((file) => file.split('/')[0] ?? ''))
  expect([...top].filter((name) => !fixed.test(name))).toEqual([])
})

it.each([
  ['a file longer than 300 lines', /^(?:.*\n){301}/],
  ['a focused or skipped test', /\b(?:it|describe|test)\.(?:only|skip|todo)\b/],
  ['a test that is retried until it passes', /\bretry: *[1-9]/],
  ['something left to do', /\b(?:TODO|FIXME)\b/],
])('no file has %s', (_, pattern) => {
  const written = ['test/tidy.test.ts', 'api/client/src/operations.ts']
  const others = sources.filter(({ file }) => !written.includes(file))
  expect(others.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([])
})
