import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

// Storage is shared by the tests of a file, and fresh for each file.
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
