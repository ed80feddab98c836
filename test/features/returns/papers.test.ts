import { exports } from 'cloudflare:workers'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, it } from 'vitest'
import { systemActor } from '../../../api/domain/access/audit'
import type { MerchantId, OrderId } from '../../../api/domain/shared/ids'
import { withdraw } from '../../../api/features/withdrawals/withdraw'
import { ORIGIN } from '../../support/worker/api'
import { createReturnsDesk } from './support'

const desk = await createReturnsDesk({
  approval: { automatic: true },
  refund_trigger: 'on_request',
})
const speak = (language: string) => desk.api.put('/v1/portal_theme', { language })

async function read(path: string) {
  const authorization = `Bearer ${desk.merchant.secret_key}`
  const response = await exports.default.fetch(
    new Request(ORIGIN + path, { headers: { authorization } }),
  )
  return new Uint8Array(await response.arrayBuffer())
}
const titleOf = async (path: string) => (await PDFDocument.load(await read(path))).getTitle()

/** The papers of an order, part of which was sent back. */
async function papersOf(metadata: Record<string, string>) {
  const { id, line_id, number } = await desk.sold(1, { metadata })
  const opened = await desk.open(id, [{ line_id, quantity: 1, reason: 'too_small' }])
  const { fulfillments } = await desk.read(id)
  const { data } = await desk.api.get('/v1/credit_notes')
  const note = data.find(({ order_id }) => order_id === id)
  return {
    number,
    label: String(opened.body.label.url),
    note: `/v1/credit_notes/${note.id}/document.pdf`,
    slip: `/v1/fulfillments/${fulfillments[0].id}/packing_slip.html`,
  }
}

it.each([
  [{ locale: 'fr-CH' }, 'fr', 'Étiquette de retour', 'Avoir', 'Bon de livraison'],
  [{ locale: 'ja' }, 'en', 'Return label', 'Credit note', 'Packing slip'],
  [{}, 'it', 'Etichetta di reso', 'Nota di credito', 'Bolla di consegna'],
])(
  'prints in the language of the order, else of the shop: %j',
  async (metadata, language, ...of) => {
    await speak('it')
    const { number, label, note, slip } = await papersOf(metadata)

    const [label_title, note_title, slip_title] = of
    expect(await titleOf(label)).toBe(`${label_title} ${number}-R1-P1`)
    expect(await titleOf(note)).toBe(note_title)
    const page = new TextDecoder().decode(await read(slip))
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).toContain(`<title>${slip_title} ${number}</title>`)
  },
)

it('never prints a credit note in another language than before', async () => {
  await speak('nl')
  const { label, note } = await papersOf({})
  const before = await read(note)
  await speak('de')

  expect(await titleOf(note)).toBe('Creditnota')
  expect(await read(note)).toEqual(before)
  expect(await titleOf(label)).toMatch(/^Rücksendeetikett /)
})

it('acknowledges a withdrawal in the language it was declared in', async () => {
  await speak('it')
  const { id } = await desk.sold(1)
  const merchant_id = desk.merchant.id as MerchantId
  const { body } = await withdraw(desk.services, {
    ...{ merchant_id, order_id: id as OrderId, language: 'de' },
    request: { merchant_id, route: 'withdraw', key: 'once', request_hash: 'one' },
    actor: systemActor('withdraw'),
    wish: { confirm: true, name: 'Ada Lovelace', contact: 'ada@example.com', lines: [] },
  })

  expect(await titleOf(String(body.acknowledgement))).toBe('Eingangsbestätigung des Widerrufs')
})
