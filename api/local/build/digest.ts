// What went into a build, as one short name: equal inputs need no second build.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Hashes the names and contents of files, and of all files below folders. */
export function digestOf(
  folder: string,
  paths: string[],
  isIncluded: (path: string) => boolean = () => true,
): string {
  const hash = createHash('sha256')
  const files = paths.flatMap((path) => filesBelow(join(folder, path)))
  for (const file of files.filter((path) => isIncluded(relative(folder, path)))) {
    hash
      .update(`${relative(folder, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 20)
}

function filesBelow(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (found.isFile()) return path.endsWith('.tsbuildinfo') ? [] : [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}
