// What `npm start` prints once everything answers.
import { join, relative } from 'node:path'
import type { Demo } from './seed-demo.ts'
import { root } from './support/paths.ts'

export function welcome(given: { url: string; state_dir: string; demo: Demo }): string {
  const { url, demo } = given
  const folder = relative(root, given.state_dir)
  const data = folder.startsWith('..') ? given.state_dir : folder
  const key = `Authorization: Bearer ${demo.publishable_key}`
  const port = new URL(url).port
  const there = [
    port !== '8787' && `PORT=${port} `,
    given.state_dir !== join(root, '.holdfast') && `STATE_DIR=${quoted(data)} `,
  ]
  return `
Holdfast is ready at ${url}

  Documentation    ${url}/docs
  Guides           ${url}/docs/guides
  Customer portal  ${url}/portal/${demo.slug}

  The demo shop's keys
    secret         ${demo.secret_key}
    publishable    ${demo.publishable_key}

  The operator's token is ADMIN_TOKEN in .dev.vars; data is in ${data}.

Try it:

  curl -H '${key}' '${url}/v1/availability?sku=MUG-ENAMEL-BLUE'

For orders to look at, and links into the portal, in another terminal:

  ${there.filter(Boolean).join('')}npm run demo

Ctrl-C ends it.
`
}

const quoted = (path: string) => (/^[\w./\\:-]+$/.test(path) ? path : `'${path}'`)
