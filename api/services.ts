import { connect, type Database } from '../db/database'
import { builtInCarrier } from './adapters/carriers/built-in'
import type { Carrier } from './adapters/carriers/carrier'
import { locate } from './adapters/geography/locate'
import { createIdSource } from './adapters/id-source'
import { createMailer } from './adapters/mail'
import type { Mailer } from './adapters/mail/mailer'
import { createGateways, type Gateways } from './adapters/payments/registry'
import type { Locate } from './domain/routing/whereabouts'
import { type Id, type IdKind, idPrefixes, type MerchantId } from './domain/shared/ids'
import type { Instant } from './domain/shared/time'
import { type BulkClient, createBulkClient } from './objects/bulk-client'
import { createLockClient, type LockClient } from './objects/lock-client'
import { createStockClient, type StockClient } from './objects/stock-client'
import { createWebhookClient, type WebhookClient } from './objects/webhook-client'

/** The world a use case may touch. Stateless, built once per isolate. */
export interface Services {
  /** Merchants, keys and slugs: the one database that is never sharded. */
  directory: Database
  /** The database that holds everything else of a merchant. */
  shardFor: (merchant_id: MerchantId) => Database
  /** The nearest copy of the merchant's database: may lag, for derived reads only. */
  replicaFor: (merchant_id: MerchantId) => Database
  stock: StockClient
  webhooks: WebhookClient
  locks: LockClient
  mailer: Mailer
  /** Where customers reach this deployment: never taken from a request, whose host anyone may name. */
  public_url: string
  bulk: BulkClient
  /** Archives, and other files that are written once. */
  files: R2Bucket
  /** Where an address is, as well as anybody knows. */
  locate: Locate
  carrier: Carrier
  gateways: Gateways
  now: () => Instant
  newId: <Kind extends IdKind>(kind: Kind) => Id<Kind>
}

const drawId = createIdSource(() => Date.now())

/** One database is directory and only shard of the default deployment. */
export function createServices(env: Env): Services {
  const db = connect(env.DB)
  const shardFor = () => db
  const newId: Services['newId'] = (kind) => `${idPrefixes[kind]}_${drawId()}` as const
  return {
    directory: db,
    shardFor,
    replicaFor: () => connect(env.DB.withSession('first-unconstrained') as unknown as D1Database),
    stock: createStockClient(env.SKU_STOCK),
    webhooks: createWebhookClient(env.WEBHOOK_ENDPOINT),
    locks: createLockClient(env.PORTAL_LOCK),
    mailer: createMailer(env),
    public_url: env.PUBLIC_URL.replace(/\/+$/, ''),
    bulk: createBulkClient(env.BULK_JOB),
    files: env.FILES,
    locate,
    carrier: builtInCarrier,
    gateways: createGateways({
      shardFor,
      newId,
      signing_secret: env.SIGNING_SECRET,
      stripe_base_url: env.STRIPE_BASE_URL || undefined,
    }),
    now: () => Date.now(),
    newId,
  }
}
