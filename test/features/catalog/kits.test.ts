import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { adjustStock, createMerchant, putLocation, putSku } from '../../support/worker/merchant'

const merchant = await createMerchant()
await putLocation(merchant, 'berlin')
for (const code of ['A', 'B', 'C']) await putSku(merchant, code)

const of = (...codes: string[]) => ({ components: codes.map((sku) => ({ sku, quantity: 1 })) })

it.each([
  ['an unknown component', 'KIT', of('A', 'X'), 'unknown_sku', '/components/1/sku'],
  ['itself as a component', 'A', of('B', 'A'), 'invalid_components', '/components/1/sku'],
  ['a component twice', 'KIT', of('A', 'A'), 'invalid_components', '/components/1/sku'],
])('refuses %s', async (_, sku, body, code, pointer) => {
  const answer = await putSku(merchant, sku, body)

  expect([answer.status, answer.code]).toEqual([422, code])
  expect(answer.body).toMatchObject({ errors: [{ pointer }] })
})

it('refuses 101 components', async () => {
  const answer = await putSku(
    merchant,
    'KIT',
    of(...Array.from({ length: 101 }, (_, n) => `S${n}`)),
  )

  expect([answer.status, answer.code]).toEqual([422, 'invalid_request'])
})

it('refuses to nest kits, from either side', async () => {
  await putSku(merchant, 'SET', of('A', 'B'))

  const kitInKit = await putSku(merchant, 'BOX', of('SET'))
  const componentToKit = await putSku(merchant, 'A', of('C'))

  expect([kitInKit.status, kitInKit.code]).toEqual([422, 'invalid_components'])
  expect([componentToKit.status, componentToKit.code]).toEqual([422, 'invalid_components'])
})

it('refuses components that belong to somebody else', async () => {
  const other = await createMerchant()

  const answer = await putSku(other, 'KIT', of('A'))

  expect([answer.status, answer.code]).toEqual([422, 'unknown_sku'])
})

it('refuses to make a kit of a SKU that has stock', async () => {
  await putSku(merchant, 'STOCKED')
  await adjustStock(merchant, 'STOCKED', 'berlin', 1)

  const answer = await putSku(merchant, 'STOCKED', of('C'))

  expect([answer.status, answer.code]).toEqual([409, 'sku_in_use'])
  expect(answer.body).toMatchObject({ used_by: 'stock' })
})

it('takes components into kits and lets them go again', async () => {
  await putSku(merchant, 'PACK', of('B', 'C'))
  const replaced = await putSku(merchant, 'PACK', of('C'))
  const simple = await putSku(merchant, 'PACK')
  const kit = await putSku(merchant, 'C', of('B'))

  expect(replaced.body).toMatchObject({ components: [{ sku: 'C', quantity: 1 }] })
  expect([simple.status, kit.status]).toEqual([200, 200])
})

it('holds a kit of 100 components', async () => {
  const codes = Array.from({ length: 100 }, (_, n) => `part-${n}`)
  await Promise.all(codes.map((code) => putSku(merchant, code)))

  const answer = await putSku(merchant, 'HUNDRED', of(...codes))

  expect([answer.status, answer.body.version]).toEqual([201, 1])
  expect((await merchant.api.delete('/v1/skus/part-99')).body).toMatchObject({ used_by: 'kits' })
})

it('never nests kits, however two writers meet', async () => {
  for (let round = 0; round < 6; round++) {
    const [inner, outer] = [`inner-${round}`, `outer-${round}`]
    await putSku(merchant, inner)
    const writers = [
      () => putSku(merchant, outer, of(inner)),
      () => putSku(merchant, inner, of('B')),
    ]
    if (round % 2 === 1) writers.reverse()

    const answers = await Promise.all(writers.map((write) => write()))

    expect(answers.map(({ status }) => status).filter((status) => status < 300)).toHaveLength(1)
    expect(answers.find(({ status }) => status === 422)?.code).toBe('invalid_components')
  }
})

it.each([
  ['a component that does not exist', 'X'],
  ['a kit', 'SET'],
])('has a database that refuses %s in a kit', async (_, component) => {
  const insert = env.DB.prepare('INSERT INTO kit_components VALUES (?, ?, ?)')

  await expect(insert.bind(merchant.id, component, 'KIT').run()).rejects.toThrow(
    'invariant: kit_components_exist',
  )
})

it('never loses a component, however two writers meet', async () => {
  for (let round = 0; round < 5; round++) {
    const [part, kit] = [`gone-${round}`, `kit-${round}`]
    await putSku(merchant, part)

    const [deleted, made] = await Promise.all([
      merchant.api.delete(`/v1/skus/${part}`),
      putSku(merchant, kit, of(part)),
    ])

    const outcome = [deleted.code ?? deleted.status, made.code ?? made.status]
    expect([
      [200, 'unknown_sku'],
      ['sku_in_use', 201],
    ]).toContainEqual(outcome)
  }
})
