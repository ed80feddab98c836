import { expect, it } from 'vitest'
import { createClaimDraft } from '../../portal/primitives/create-claim-draft'
import type { Keeping } from '../../portal/primitives/create-draft'
import { createReturnDraft } from '../../portal/primitives/create-return-draft'

let keys = 0

/** A browser whose tabs have a memory each, and share its store of photos. */
function browser() {
  const photos = new Map<string, readonly File[]>()
  const openTab = (): Keeping => {
    const kept = new Map<string, string>()
    return {
      memory: {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => void kept.set(name, value),
        removeItem: (name) => void kept.delete(name),
      },
      store: {
        read: async (name) => photos.get(name) ?? [],
        write: async (name, chosen) => void photos.set(name, chosen),
      },
      newKey: () => `key-${++keys}`,
    }
  }
  return { photos, openTab }
}
const memory = () => browser().openTab()

const photo = (name: string) => new File([name], name)
const namesOf = (photos: readonly File[]) => photos.map(({ name }) => name)

const draftIn = (tab: Keeping, order_id = 'ord_1') => createReturnDraft(order_id, tab)

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

it('sends photos of what is wrong with an item, and of nothing else', async () => {
  const { setQuantity, setReason, setPhotos, photos, evidence } = draftIn(memory())
  const mug = photo('mug.png')
  setPhotos([mug])
  setQuantity('lin_1', 1)
  setReason('lin_1', 'damaged')
  expect(await evidence()).toEqual([mug])

  setReason('lin_1', 'too_small')
  expect([await evidence(), photos()]).toEqual([[], [mug]])
  setQuantity('lin_2', 1)
  setReason('lin_2', 'defective')
  expect(await evidence()).toEqual([mug])
  setQuantity('lin_2', 0)
  expect(await evidence()).toEqual([])
})

it('finds its photos again, before those that were chosen since', async () => {
  const tab = memory()
  const before = draftIn(tab)
  before.setPhotos([photo('a'), photo('b'), photo('c')])
  await before.setPhotos(before.photos().slice(1))

  const after = draftIn(tab)
  expect(after.photos()).toEqual([])
  await after.setPhotos([photo('d')])
  expect(namesOf(after.photos())).toEqual(['b', 'c', 'd'])
  expect(namesOf(await draftIn(tab).allPhotos())).toEqual(['b', 'c', 'd'])
})

it('shares its photos with no other order, tab or kind of draft', async () => {
  const { openTab } = browser()
  const tab = openTab()
  await draftIn(tab).setPhotos([photo('a')])

  expect(await draftIn(tab, 'ord_2').allPhotos()).toEqual([])
  expect(await draftIn(openTab()).allPhotos()).toEqual([])
  expect(await createClaimDraft('ord_1', tab).allPhotos()).toEqual([])
  expect(namesOf(await draftIn(tab).allPhotos())).toEqual(['a'])
})

it('is gone once it is sent', async () => {
  const { photos, openTab } = browser()
  const tab = openTab()
  const draft = draftIn(tab)
  draft.setQuantity('lin_1', 2)
  draft.setPhotos([photo('a')])
  await draft.forget()

  expect([draft.lines(), draft.photos()]).toEqual([[], []])
  expect([...photos.values()].flat()).toEqual([])
  expect(draftIn(tab).lines()).toEqual([])
})

it('keeps a report as well', () => {
  const tab = memory()
  const before = createClaimDraft('ord_1', tab)
  expect(before.wish()).toEqual({ type: 'damaged', lines: [], description: '' })
  before.setQuantity('lin_1', 1)
  before.setQuantity('lin_2', 0)
  before.setType('missing')
  before.setDescription('  No lid. ')
  draftIn(tab).setQuantity('lin_1', 7)

  const after = createClaimDraft('ord_1', tab)
  const lines = [{ line_id: 'lin_1', quantity: 1 }]
  expect(after.wish()).toEqual({ type: 'missing', lines, description: 'No lid.' })
  expect(after.draft.key).toBe(before.draft.key)
})

it('begins anew when what the tab kept is no draft', () => {
  const tab = memory()
  for (const broken of ['{', '7', '{}', '"x"']) {
    tab.memory.setItem('return:ord_1', broken)
    expect(draftIn(tab).lines()).toEqual([])
  }
})
