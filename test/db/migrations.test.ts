import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LATEST_MIGRATION } from '../../api/features/service/latest-migration'

it('waits for the newest migration before it is ready', () => {
  const files = readdirSync(new URL('../../db/migrations', import.meta.url))
  const migrations = files.filter((file) => file.endsWith('.sql')).sort()

  expect(LATEST_MIGRATION).toBe(migrations.at(-1))
})
