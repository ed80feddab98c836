// Brings portal/dist up to date, as a command.
import { describe } from '../support/explain.ts'
import { withPortal } from './portal.ts'

try {
  await withPortal(() => {})
} catch (error) {
  console.error(describe(error))
  process.exitCode = 1
}
