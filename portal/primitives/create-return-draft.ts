import type { QuoteWish, ReturnWish } from '../client'
import { createDraft, type Keeping } from './create-draft'

/** What is wanted instead, at the price that was shown. */
interface Exchanged {
  sku: string
  title: string
  unit_price: number
  quantity: number
}

export interface Draft {
  quantities: Record<string, number>
  reasons: Record<string, string>
  note: string
  resolution: ReturnWish['resolution']
  exchange: Exchanged
  key: string
}

/** Reasons that a photo shows. */
const faults = ['not_as_described', 'damaged', 'defective', 'wrong_item']

const empty = (key: string): Draft => ({
  quantities: {},
  reasons: {},
  note: '',
  resolution: 'refund',
  exchange: { sku: '', title: '', unit_price: 0, quantity: 1 },
  key,
})

/** A return in the making. */
export function createReturnDraft(order_id: string, keeping: Keeping) {
  const { draft, change, photos, setPhotos, allPhotos, forget } = createDraft(
    { kind: 'return', order_id },
    keeping,
    empty,
  )
  const lines = () =>
    Object.entries(draft.quantities)
      .filter(([, quantity]) => quantity > 0)
      .map(([line_id, quantity]) => ({
        line_id,
        quantity,
        reason: draft.reasons[line_id] ?? '',
        ...(draft.note.trim() && { note: draft.note.trim() }),
      }))
  /** Whether something is wrong with an item, which a photo would show. */
  const isFaulty = () => lines().some(({ reason }) => faults.includes(reason))
  return {
    draft,
    lines,
    photos,
    setPhotos,
    allPhotos,
    isFaulty,
    /** The photos of what is wrong; of what is not, none are sent. */
    evidence: async () => (isFaulty() ? allPhotos() : []),
    setQuantity: (line_id: string, quantity: number) =>
      change({ quantities: { ...draft.quantities, [line_id]: quantity } }),
    setReason: (line_id: string, reason: string) =>
      change({ reasons: { ...draft.reasons, [line_id]: reason } }),
    setNote: (note: string) => change({ note }),
    setResolution: (resolution: Draft['resolution']) => change({ resolution }),
    setExchange: (exchange: Draft['exchange']) => change({ exchange }),
    /** The lines that still need a reason. */
    withoutReason: () => lines().filter(({ reason }) => reason === ''),
    /** What is asked for; undefined while something is missing. */
    wish: (): ReturnWish | undefined => wishOf(draft, lines()),
    forget,
  }
}
export type ReturnDraft = ReturnType<typeof createReturnDraft>

function wishOf(
  { resolution, exchange }: Draft,
  lines: NonNullable<QuoteWish['lines']>,
): ReturnWish | undefined {
  if (lines.length === 0 || lines.some(({ reason }) => reason === '')) return undefined
  if (resolution !== 'exchange') return { lines, resolution }
  if (exchange.sku === '') return undefined
  const { title: _, ...wanted } = exchange
  return { lines, resolution, exchange_lines: [wanted] }
}
