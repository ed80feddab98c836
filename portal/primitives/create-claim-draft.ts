import type { ClaimWish } from '../client'
import { createDraft, type Keeping } from './create-draft'

interface Draft {
  quantities: Record<string, number>
  type: ClaimWish['type']
  description: string
  key: string
}

const empty = (key: string): Draft => ({ quantities: {}, type: 'damaged', description: '', key })

/** A report in the making. */
export function createClaimDraft(order_id: string, keeping: Keeping) {
  const { draft, change, ...rest } = createDraft({ kind: 'claim', order_id }, keeping, empty)
  return {
    draft,
    ...rest,
    setQuantity: (line_id: string, quantity: number) =>
      change({ quantities: { ...draft.quantities, [line_id]: quantity } }),
    setType: (type: Draft['type']) => change({ type }),
    setDescription: (description: string) => change({ description }),
    /** What is reported, as far as it has been said. */
    wish: (): ClaimWish => ({
      type: draft.type,
      lines: Object.entries(draft.quantities)
        .filter(([, quantity]) => quantity > 0)
        .map(([line_id, quantity]) => ({ line_id, quantity })),
      description: draft.description.trim(),
    }),
  }
}
