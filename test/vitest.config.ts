import { fileURLToPath } from 'node:url'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  test: {
    // Most of the time tests wait: for disks, for timers, for a browser. One file alone would leave the machine idle.
    maxWorkers: 2,
    projects: [
      // Rules, data and hygiene: no runtime, milliseconds.
      {
        root,
        test: {
          name: 'pure',
          // Nothing in them can be left behind for the next.
          isolate: false,
          include: ['test/{adapters,domain,db,demo,http,portal}/**/*.test.ts', 'test/*.test.ts'],
          exclude: ['test/portal/e2e'],
        },
      },
      // What touches a binding, inside workerd: real D1, real Durable Objects.
      {
        root,
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: `${root}wrangler.toml` },
            miniflare: {
              // All modules that were loaded before come in one message, with their source maps.
              compatibilityFlags: ['nodejs_compat', 'increase_websocket_message_size'],
              bindings: {
                ADMIN_TOKEN: 'operator-of-the-tests',
                SIGNING_SECRET: 'signing-secret-of-the-tests',
                RATE_LIMITS: 'off',
                WEBHOOK_LOOPBACK: 'on',
                WEBHOOK_DNS: '',
                REQUEST_LOG: 'off',
                PUBLIC_URL: 'https://portal.test',
                STRIPE_BASE_URL: 'http://stripe.test:12111',
                TEST_MIGRATIONS: await readD1Migrations(`${root}db/migrations`),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          // One runtime for all files, made anew for none: storage is emptied between them.
          isolate: false,
          include: ['test/{features,objects,jobs}/**/*.test.ts'],
          globalSetup: ['test/support/receiver-setup.ts'],
          setupFiles: ['test/support/worker/setup.ts'],
          testTimeout: 30_000,
          // A stock object asks how an order's pins were decided within 5 seconds.
          expect: { poll: { timeout: 10_000 } },
        },
      },
      // The whole server from outside: its processes, its crashes, its contract.
      {
        root,
        test: {
          name: 'black-box',
          include: [
            'test/{races,crash,local,contract,fuzz,client,cli,guides}/**/*.test.ts',
            'test/portal/e2e/**/*.e2e.test.ts',
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
