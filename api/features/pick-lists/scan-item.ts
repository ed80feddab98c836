import type { z } from '@hono/zod-openapi'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import { openUnits, type PickItem, scan } from '../../domain/fulfillments/pick-list'
import type { Rejection } from '../../domain/rejection'
import { err, ok, type Result } from '../../domain/shared/result'
import { type Asked, type Claimed, findRecorded, isKeyInUse } from '../../http/idempotency'
import { orThrow } from '../../http/problem'
import type { Services } from '../../services'
import { readPickList, toPickList, type WirePickList } from './pick-list'
import { findByBarcode, type PickListId, type PickListRow, savePickList } from './repository'
import type { ScanSchema } from './schemas'

/** Checks what is in the picker's hand against the list, and counts it. */
export async function scanItem(
  services: Services,
  by: Asked,
  id: PickListId,
  { barcode, sku, quantity, fulfillment_id }: z.output<typeof ScanSchema>,
): Promise<Claimed<WirePickList>> {
  const { merchant_id } = by.request
  const db = services.shardFor(merchant_id)
  const found = barcode === undefined ? [] : await findByBarcode(db, merchant_id, barcode)
  const skus = sku === undefined ? found : [sku]
  const scanned = sku ?? barcode ?? ''
  return changePickList(services, by, id, (_, items) =>
    scan(items, { scanned, skus, quantity, fulfillment_id }),
  )
}

/** The walk is over: everything was found, or reported short. */
export const finishPickList = (services: Services, by: Asked, id: PickListId) =>
  changePickList(services, by, id, (row, items) => {
    const open = openUnits(items)
    if (open > 0) return err({ code: 'pick_list_incomplete', open })
    row.status = 'completed'
    return ok([])
  })

async function changePickList(
  services: Services,
  { request, actor }: Asked,
  id: PickListId,
  decide: (row: PickListRow, items: readonly PickItem[]) => Result<PickItem[], Rejection>,
): Promise<Claimed<WirePickList>> {
  const { merchant_id } = request
  const db = services.shardFor(merchant_id)
  return whenOvertakenAgain(async () => {
    const recorded = await findRecorded<WirePickList>(db, request)
    if (recorded) return { ...recorded, replayed: true }
    const { row, items, articles } = await readPickList(services, merchant_id, id)
    if (row.status === 'completed') return orThrow(err({ code: 'pick_list_completed' }))
    const next = { ...row, version: row.version + 1, updated_at: services.now() }
    const changed = orThrow(decide(next, items))
    const after = items.map((item) => changed.find((each) => isSame(each, item)) ?? item)
    const answer = { status: 200, body: toPickList(next, { items: after, articles }) }
    try {
      await savePickList(db, { row: next, items: changed, actor, recorded: { request, answer } })
    } catch (error) {
      const replayed = isKeyInUse(error) && (await findRecorded<WirePickList>(db, request))
      if (replayed) return { ...replayed, replayed: true }
      throw error
    }
    return { ...answer, replayed: false }
  })
}

const isSame = (one: PickItem, other: PickItem) =>
  one.fulfillment_id === other.fulfillment_id &&
  one.line_id === other.line_id &&
  one.sku === other.sku
