// A folder on disk for one benchmark, and the secrets of the servers that run on it. Gone afterwards.
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../api/local/support/paths.ts'

export interface Storage {
  readonly folder: string
  readonly secrets: { readonly ADMIN_TOKEN: string; readonly SIGNING_SECRET: string }
  readonly remove: () => Promise<void>
}

/** In the checkout: the system's folder for temporary files may be memory, which flatters. */
export async function createStorage(): Promise<Storage> {
  const home = join(root, '.holdfast')
  await mkdir(home, { recursive: true })
  const folder = await mkdtemp(join(home, 'bench-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', removeFolder)
  return {
    folder,
    secrets: { ADMIN_TOKEN: crypto.randomUUID(), SIGNING_SECRET: crypto.randomUUID() },
    async remove() {
      process.removeListener('exit', removeFolder)
      removeFolder()
      await rmdir(home).catch(() => undefined)
    },
  }
}
