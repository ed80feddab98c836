import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'

// The runtime is the same for all files; what they find in it is new: clock, functions, storage.
vi.useRealTimers()
vi.restoreAllMocks()
await reset()
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
