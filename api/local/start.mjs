// `npm start`: installs what is missing, then serves.
// Plain JavaScript with built-in modules only: it runs on the system's Node before `npm ci`.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, findNode } from './support/install.mjs'
import { endedBy, runChild } from './support/run-child.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

try {
  await ensureInstalled(root)
  process.exitCode = await runChild(findNode(root), [join(root, 'api/local/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
} catch (error) {
  if (!endedBy()) console.error(error.message)
  process.exitCode = 1
}
