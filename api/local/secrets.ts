// The Worker's secrets on this machine: made once, kept in .dev.vars.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { alone } from './support/lock.ts'
import { cache, root } from './support/paths.ts'

const generated = ['ADMIN_TOKEN', 'SIGNING_SECRET'] as const

/** Everything in .dev.vars, with what was missing generated and appended. */
export function localSecrets(path = `${root}.dev.vars`): Promise<Record<string, string>> {
  return alone(`${cache}/secrets.lock`, () => {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const secrets = valuesIn(text)
    const missing = generated.filter((name) => !secrets[name])
    if (missing.length === 0) return secrets
    const lines = missing.map((name) => `${name}=${newSecret()}\n`).join('')
    // Renamed into place, so that an interrupted start never leaves half a secret.
    writeFileSync(
      `${path}.new`,
      text && !text.endsWith('\n') ? `${text}\n${lines}` : text + lines,
      {
        mode: 0o600,
      },
    )
    renameSync(`${path}.new`, path)
    return { ...secrets, ...valuesIn(lines) }
  })
}

export const newSecret = (): string => randomBytes(32).toString('base64url')

function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(parseEnv(text))) if (value) values[name] = value
  return values
}
