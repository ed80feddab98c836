import { expect, it } from 'vitest'
import { createReturnDraft } from '../../portal/primitives/create-return-draft'

/** A tab's memory. */
function memory() {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

let keys = 0
const draftIn = (tab: ReturnType<typeof memory>, order_id = 'ord_1') =>
  createReturnDraft(order_id, tab, () => `key-${++keys}`)

it('is a wish once it has items, a reason for each, and something instead', () => {
  const { wish, setQuantity, setReason, setResolution, setExchange, withoutReason } = draftIn(
    memory(),
  )
  expect(wish()).toBeUndefined()

  setQuantity('lin_1', 2)
  setQuantity('lin_2', 1)
  setReason('lin_1', 'too_small')
  expect(wish()).toBeUndefined()
  expect(withoutReason().map(({ line_id }) => line_id)).toEqual(['lin_2'])

  setQuantity('lin_2', 0)
  const lines = [{ line_id: 'lin_1', quantity: 2, reason: 'too_small' }]
  expect(wish()).toEqual({ lines, resolution: 'refund' })

  setResolution('exchange')
  expect(wish()).toBeUndefined()
  setExchange({ sku: 'TENT', title: 'Tent', unit_price: 34900, quantity: 1 })
  expect(wish()).toEqual({
    lines,
    resolution: 'exchange',
    exchange_lines: [{ sku: 'TENT', unit_price: 34900, quantity: 1 }],
  })
})

it('outlives a reload, and is another order’s never', () => {
  const tab = memory()
  const before = draftIn(tab)
  before.setQuantity('lin_1', 2)
  before.setNote('  The zip. ')
  before.setReason('lin_1', 'defective')

  const lines = [{ line_id: 'lin_1', quantity: 2, reason: 'defective', note: 'The zip.' }]
  expect(draftIn(tab).lines()).toEqual(lines)
  expect(draftIn(tab).draft.key).toBe(before.draft.key)
  expect(draftIn(tab, 'ord_2').lines()).toEqual([])
})

it('is another intent whenever it changes, and the same one until then', () => {
  const { draft, setQuantity } = draftIn(memory())
  const first = draft.key
  setQuantity('lin_1', 1)
  const second = draft.key

  expect(second).not.toBe(first)
  expect(draft.key).toBe(second)
})

it('sends photos of what is wrong with an item, and of nothing else', () => {
  const { setQuantity, setReason, setPhotos, photos, evidence } = draftIn(memory())
  const photo = new File([], 'mug.png')
  setPhotos([photo])
  setQuantity('lin_1', 1)
  setReason('lin_1', 'damaged')
  expect(evidence()).toEqual([photo])

  setReason('lin_1', 'too_small')
  expect([evidence(), photos()]).toEqual([[], [photo]])
  setQuantity('lin_2', 1)
  setReason('lin_2', 'defective')
  expect(evidence()).toEqual([photo])
  setQuantity('lin_2', 0)
  expect(evidence()).toEqual([])
})

it('is gone once it is sent', () => {
  const tab = memory()
  const draft = draftIn(tab)
  draft.setQuantity('lin_1', 2)
  draft.setPhotos([new File([], 'mug.png')])
  draft.forget()

  expect([draft.lines(), draft.photos()]).toEqual([[], []])
  expect(draftIn(tab).lines()).toEqual([])
})

it('begins anew when what the tab kept is no draft', () => {
  const tab = memory()
  for (const broken of ['{', '7', '{}', '"x"']) {
    tab.setItem('return:ord_1', broken)
    expect(draftIn(tab).lines()).toEqual([])
  }
})
