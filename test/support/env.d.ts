/** What tests inside workerd see: the Worker's bindings and exports, and its migrations. */
type WorkerEnv = Env

declare namespace Cloudflare {
  interface Env extends WorkerEnv {
    TEST_MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
  interface GlobalProps {
    mainModule: typeof import('../../api/index')
  }
}
