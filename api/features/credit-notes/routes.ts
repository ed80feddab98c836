import { z } from '@hono/zod-openapi'
import { keyholder } from '../../http/auth'
import { documentHeaders } from '../../http/download'
import { listEndpoint } from '../../http/list-endpoint'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { fileSchema, page, pageQuery } from '../../http/schemas'
import { findMerchant } from '../merchants/repository'
import { creditNotePdf, toCreditNote } from './render-credit-note'
import { findCreditNote, listCreditNotes } from './repository'
import { CreditNoteSchema } from './schemas'

const tag = 'Credit notes'
const params = z.object({ id: z.string().max(100) })
const read = { key: 'secret', scope: 'orders:read' } as const

export const creditNotes = [
  listEndpoint(
    {
      path: '/v1/credit_notes',
      operation_id: 'listCreditNotes',
      summary: 'List credit notes, newest first',
      tag,
      access: read,
      query: z.strictObject(pageQuery),
      responses: { 200: page(CreditNoteSchema) },
    },
    {
      rows: ({ db, merchant_id, limit }, before: number | undefined) =>
        listCreditNotes(db, merchant_id, before, limit),
      key: ({ sequence }) => sequence,
      wire: toCreditNote,
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/credit_notes/{id}',
      operation_id: 'getCreditNote',
      summary: 'Read a credit note',
      tag,
      access: read,
      params,
      responses: { 200: CreditNoteSchema },
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const note = await findCreditNote(services.shardFor(merchant_id), merchant_id, id)
      if (!note) throw new Problem('not_found')
      return { status: 200, body: toCreditNote(note) }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/credit_notes/{id}/document.pdf',
      operation_id: 'getCreditNoteDocument',
      summary: 'Read a credit note as a PDF',
      tag,
      access: read,
      params,
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const note = await findCreditNote(services.shardFor(merchant_id), merchant_id, id)
      const merchant = await findMerchant(services.directory, merchant_id)
      if (!note || !merchant) throw new Problem('not_found')
      const { bytes, filename } = await creditNotePdf(note, merchant)
      return { status: 200, body: bytes, headers: documentHeaders(filename) }
    },
  ),
]
