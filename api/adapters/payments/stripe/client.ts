import Stripe from 'stripe'

/** Long enough for a bank, short enough for a shopper; what takes longer is looked up later. */
const TIMEOUT_MS = 8_000

export interface StripeSetup {
  secret_key: string
  webhook_secret: string | undefined
  /** Another server that speaks the same protocol, such as a stand-in; else Stripe itself. */
  base_url: string | undefined
}

/** The official SDK on `fetch`. It repeats nothing by itself: what was lost is looked up. */
export function createStripeClient({ secret_key, base_url }: StripeSetup): Stripe {
  const server = base_url === undefined ? undefined : new URL(base_url)
  const protocol = server?.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(secret_key, {
    httpClient: Stripe.createFetchHttpClient((input, init) => fetch(input, init)),
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...(server && {
      protocol,
      host: server.hostname,
      port: Number(server.port) || (protocol === 'http' ? 80 : 443),
    }),
  })
}
