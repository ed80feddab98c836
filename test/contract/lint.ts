// What linters of OpenAPI documents say about ours.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const redocly = fileURLToPath(
  new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url),
)

export interface Finding {
  rule: string
  /** A JSON pointer. */
  place: string
}

/** Rules that do not hold somewhere, and why they need not. */
export interface Waiver {
  rule: string
  place: RegExp
  reason: string
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
