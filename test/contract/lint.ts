// What linters of OpenAPI documents say about ours.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import core from '@stoplight/spectral-core'
import owaspRules from '@stoplight/spectral-owasp-ruleset'
import type { OpenApi } from './document.ts'
import { unasked, type Waiver } from './waivers.ts'

const redocly = fileURLToPath(
  new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url),
)

export interface Finding {
  rule: string
  /** A JSON pointer. */
  place: string
}

interface Report {
  problems: { ruleId: string; location: { pointer: string }[] }[]
}

/** By Redocly’s recommended rules, warnings included. */
export async function lintByRedocly(document: object, folder: string): Promise<Finding[]> {
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(document))
  const args = [redocly, 'lint', file, '--extends', 'recommended', '--format', 'json']
  const env = { ...process.env, CI: 'true', REDOCLY_TELEMETRY: 'off' }
  const options = { cwd: folder, env, maxBuffer: 2 ** 27 }
  const text = await new Promise<string>((resolve) => {
    // It fails where it finds something: the findings are for the caller to judge.
    execFile(process.execPath, args, options, (_, stdout) => resolve(stdout))
  })
  const { problems } = JSON.parse(text) as Report
  return problems.map(({ ruleId, location }) => {
    return { rule: ruleId, place: location[0]?.pointer ?? '' }
  })
}

type Ruleset = Exclude<
  Parameters<InstanceType<typeof core.Spectral>['setRuleset']>[0],
  core.Ruleset
>

/** By OWASP’s rules; webhooks and examples are none of its business, and most of the document. */
export async function lintByOwasp(document: OpenApi): Promise<Finding[]> {
  const spectral = new core.Spectral()
  const off = Object.fromEntries(Object.keys(unasked).map((rule) => [rule, 'off' as const]))
  spectral.setRuleset({ extends: [[owaspRules as unknown as Ruleset, 'all']], rules: off })
  const { webhooks: _, ...asked } = document
  const found = await spectral.run(asked as never, { ignoreUnknownFormat: true })
  return found.map(({ code, path }) => {
    const steps = path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1'))
    return { rule: String(code), place: `#/${steps.join('/')}` }
  })
}

/** What no waiver covers, and the waivers that cover nothing any more. */
export function judge(findings: readonly Finding[], waivers: readonly Waiver[]) {
  const covers = (waiver: Waiver) => (finding: Finding) =>
    waiver.rule === finding.rule && waiver.place.test(finding.place)
  const left = findings.filter((finding) => !waivers.some((waiver) => covers(waiver)(finding)))
  const idle = waivers.filter((waiver) => !findings.some(covers(waiver)))
  return {
    left: left.map(({ rule, place }) => `${rule} ${place}`),
    idle: idle.map(({ rule, place }) => `${rule} ${place}`),
  }
}
