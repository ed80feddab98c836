import { z } from '@hono/zod-openapi'
import type { Actor } from '../../domain/access/audit'
import { mayPass } from '../../domain/bulk/job'
import type { Line } from '../../domain/bulk/lines'
import type { BulkRow } from '../../features/bulk/repository'
import { isAsAsked, putSku } from '../../features/catalog/put-sku'
import { PutSkuSchema } from '../../features/catalog/schemas'
import { adjustInventory } from '../../features/inventory/adjust-inventory'
import { AdjustInventorySchema } from '../../features/inventory/schemas'
import type { MerchantRow } from '../../features/merchants/repository'
import { placeOrder } from '../../features/orders/place-order'
import { PlaceOrderSchema } from '../../features/orders/schemas'
import { requestKey } from '../../http/idempotency'
import { asProblem, type Complaint, orThrow, Problem } from '../../http/problem'
import { problemCodes } from '../../http/problem-codes'
import { parseAs } from '../../http/request'
import { skuCode } from '../../http/schemas'
import type { Services } from '../../services'
import type { StepContext } from './run-step'

interface Importing {
  job: BulkRow
  merchant: MerchantRow
  context: StepContext
}

/** A line that failed: which and where it is, and the problem that it alone would have met. */
export interface LineError {
  line: number
  offset: number
  code: string
  detail: string
  errors?: readonly Complaint[]
  [evidence: string]: unknown
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/**
 * Does what a line asks for, once. Null: done.
 *
 * @throws what another try may not meet: then the step is done again
 */
export async function importLine(
  services: Services,
  importing: Importing,
  line: Line,
): Promise<LineError | null> {
  try {
    const { job } = importing
    const actor: Actor = {
      ...{ kind: 'secret', id: job.actor_id, request_id: null, address: null },
      operation: `import.${job.kind}`,
    }
    await does[job.kind](services, importing, actor, `${job.id} ${line.offset}`, parse(line))
    return null
  } catch (error) {
    const again = !(error instanceof Problem) || mayPass(error.code)
    if (again && !importing.context.is_last_try) throw error
    const { code, options } = asProblem(error, importing.job.id)
    const errors = options.errors?.map(({ pointer, detail }) => ({
      pointer: pointer.replace(
        /^\/lines\/0(?=\/|$)/,
        importing.job.kind === 'inventory' ? '' : '$&',
      ),
      detail,
    }))
    const said = {
      code,
      detail: options.detail ?? problemCodes[code].remedy,
      ...(errors && { errors }),
    }
    return { line: line.number, offset: line.offset, ...said, ...options.extra }
  }
}

function parse({ bytes }: Line): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    throw new Problem('malformed_json', { detail: error instanceof Error ? error.message : '' })
  }
}

type Do = (
  services: Services,
  importing: Importing,
  actor: Actor,
  key: string,
  value: unknown,
) => Promise<unknown>

const ImportedSkuSchema = z.looseObject({ sku: skuCode })

const does: Record<BulkRow['kind'], Do> = {
  async skus(services, { merchant }, actor, _key, value) {
    const { sku, ...rest } = parseAs(ImportedSkuSchema, value, 'line')
    const body = parseAs(PutSkuSchema, rest, 'line')
    // A line that was done before a crash would only be another version of the same.
    const unchanged = new Error('unchanged')
    const check = (row: Parameters<typeof isAsAsked>[0] | undefined) => {
      if (row && isAsAsked(row, body, merchant.currency)) throw unchanged
    }
    try {
      orThrow(await putSku(services, merchant, sku, body, check, actor))
    } catch (error) {
      if (error !== unchanged) throw error
    }
  },
  inventory(services, { job, merchant }, actor, key, value) {
    const asked = { reason: 'import', reference: job.id, lines: [value] }
    const body = parseAs(AdjustInventorySchema, asked, 'line')
    return adjustInventory(services, requestKey(merchant.id, 'import', key, body), body, actor)
  },
  orders(services, { merchant, context }, actor, key, value) {
    const body = parseAs(PlaceOrderSchema, value, 'line')
    const { secret } = context
    const request = requestKey(merchant.id, 'import', key, body)
    return placeOrder(services, { request, actor, secret, time_zone: merchant.time_zone, body })
  },
  events() {
    throw new Problem('internal_error')
  },
}
