import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { QuoteWish, ReturnWish } from '../client'

/** What is wanted instead, at the price that was shown. */
interface Exchanged {
  sku: string
  title: string
  unit_price: number
  quantity: number
}

/** What a customer has chosen so far, before anything is sent. */
export interface Draft {
  /** Units per line of the order; zero is none. */
  quantities: Record<string, number>
  reasons: Record<string, string>
  note: string
  resolution: ReturnWish['resolution']
  exchange: Exchanged
  /** Names the intent: sent twice, it is one return. */
  key: string
}

/** Reasons that a photo shows. */
const faults = ['not_as_described', 'damaged', 'defective', 'wrong_item']

interface Memory {
  getItem: (name: string) => string | null
  setItem: (name: string, value: string) => void
  removeItem: (name: string) => void
}

const empty = (key: string): Draft => ({
  quantities: {},
  reasons: {},
  note: '',
  resolution: 'refund',
  exchange: { sku: '', title: '', unit_price: 0, quantity: 1 },
  key,
})

/**
 * A return in the making. It outlives a reload and the way back, in this tab only; its photos,
 * which no tab can keep, outlive the way back.
 *
 * @param memory such as `sessionStorage`
 */
export function createReturnDraft(order_id: string, memory: Memory, newKey: () => string) {
  const name = `return:${order_id}`
  const [draft, setDraft] = createStore<Draft>(restore(memory.getItem(name)) ?? empty(newKey()))
  const [photos, setPhotos] = createSignal<readonly File[]>([])
  const change = (changes: Partial<Draft>) => {
    // Another wish is another intent: its key must not replay the one before.
    setDraft({ ...changes, key: newKey() })
    memory.setItem(name, JSON.stringify(draft))
  }
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
    isFaulty,
    /** The photos of what is wrong; of what is not, none are sent. */
    evidence: () => (isFaulty() ? photos() : []),
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
    forget: () => {
      memory.removeItem(name)
      setPhotos([])
      setDraft(empty(newKey()))
    },
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

/** Whatever else is in there is not ours. */
function restore(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const found = JSON.parse(text) as Draft
    return typeof found.quantities === 'object' ? found : undefined
  } catch {
    return undefined
  }
}
