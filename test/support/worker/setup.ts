import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

// Storage is shared by the tests of a file, and fresh for each file; the runtime is the same for all.
await reset()
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
