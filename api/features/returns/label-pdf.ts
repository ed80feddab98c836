import type { LabelFormat } from '../../adapters/carriers/carrier'
import { systemActor } from '../../domain/access/audit'
import { languageOf } from '../../domain/notifications/language'
import { type Change, replaceById } from '../../domain/orders/aggregate'
import { paperText } from '../../domain/papers/text/text'
import { findReturn as findIn, reviseReturn, withReturn } from '../../domain/returns/approve-return'
import type { Return } from '../../domain/returns/return'
import { ok } from '../../domain/shared/result'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { changeOrder } from '../orders/change-order'
import { findOrder } from '../orders/repository'
import { findShopById } from '../portal/repository'
import { type Addressed, addressedReturn } from './change-return'
import { labelRequest, loadContext, referenceOf } from './return-context'

export interface LabelWanted extends Omit<Addressed, 'request' | 'actor'> {
  /** The first parcel’s if absent. */
  parcel_id?: string | undefined
  format: LabelFormat
}

export interface Document {
  bytes: Uint8Array
  filename: string
}

/** The label of a parcel as a PDF; bought now if it was not there yet. The same parcel, the same label. */
export async function labelPdf(services: Services, wanted: LabelWanted): Promise<Document> {
  const ret = await addressedReturn(services, wanted)
  const index = wanted.parcel_id ? ret.parcels.findIndex(({ id }) => id === wanted.parcel_id) : 0
  const parcel = ret.parcels[index]
  if (!parcel || ret.status === 'requested') throw new Problem('not_found')
  const { merchant_id } = wanted
  const label = parcel.label ?? (await buyLabel(services, ret, index))
  const [aggregate, shop] = await Promise.all([
    findOrder(services.shardFor(merchant_id), merchant_id, ret.order_id),
    findShopById(services.directory, merchant_id),
  ])
  if (!aggregate) throw new Problem('not_found')
  const language = languageOf(aggregate.order, shop)
  const titles = new Map(aggregate.lines.map(({ id, title }) => [id, title]))
  const reference = referenceOf(ret, index)
  const bytes = await services.carrier.drawLabel(label, {
    ...{ language, format: wanted.format, reference },
    instructions: steps.map((step) => paperText(language, step)),
    contents: parcel.lines.map(({ line_id, quantity }) => {
      const sku = ret.lines.find((line) => line.line_id === line_id)?.sku ?? ''
      return `${quantity} × ${titles.get(line_id) ?? ''} (${sku})`
    }),
  })
  return { bytes, filename: `${reference}.pdf` }
}

const steps = ['label_pack', 'label_enclose', 'label_stick', 'label_hand_in'] as const

/** For carriers that have to be asked: idempotent by the parcel, and kept once it is there. */
async function buyLabel(services: Services, ret: Return, index: number) {
  const { merchant_id, order_id, id } = ret
  const context = await loadContext(services, merchant_id, order_id)
  const aggregate = await findOrder(services.shardFor(merchant_id), merchant_id, order_id)
  const parcel = ret.parcels[index]
  const request =
    aggregate &&
    parcel &&
    labelRequest({ aggregate, ret, parcel, index, ...context, now: ret.updated_at })
  if (!request) throw new Problem('not_found', { detail: 'This parcel needs no label.' })
  const label = await services.carrier.buyLabel(request)
  await changeOrder<Change, null>(services, {
    ...{ merchant_id, order_id, request: null, actor: systemActor('keepLabel') },
    decide: (current, at) => {
      const found = findIn(current, id)
      if (!found.ok) return found
      const kept = found.value.parcels[index]
      const unchanged = { aggregate: current, events: [], tasks: [] }
      if (!kept || kept.label) return ok(unchanged)
      const parcels = replaceById(found.value.parcels, { ...kept, label })
      return ok(withReturn(unchanged, reviseReturn(found.value, { parcels }, at), []))
    },
    answer: () => ({ status: 200, body: null }),
  })
  return label
}
