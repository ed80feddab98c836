import { drawPackingSlips } from '../../adapters/documents/packing-slip'
import { keyholder } from '../../http/auth'
import { Problem } from '../../http/problem'
import { endpoint } from '../../http/router'
import { fileSchema } from '../../http/schemas'
import { packingSlipPage, slipPageHeaders } from './packing-slip-page'
import { readPackingSlips } from './packing-slips'
import { SLIPS_MAX, SlipsSchema } from './schemas'
import { params, read, tag } from './verb'

const pdfHeaders = (name: string) => ({
  'content-disposition': `inline; filename="${name}.pdf"`,
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
})

/** Papers that go with a parcel. */
export const slips = [
  endpoint(
    {
      method: 'get',
      path: '/v1/fulfillments/{id}/packing_slip.pdf',
      operation_id: 'getPackingSlipPdf',
      summary: 'Read a packing slip as a PDF',
      tag,
      access: read,
      params,
      responses: { 200: fileSchema },
      produces: 'application/pdf',
    },
    async ({ services, principal, params: { id } }) => {
      const slips = await readPackingSlips(services, keyholder(principal).merchant.id, [id])
      const body = await drawPackingSlips(slips, services.now())
      return { status: 200, body, headers: pdfHeaders(`packing-slip-${slips[0]?.number}`) }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/fulfillments/{id}/packing_slip.html',
      operation_id: 'getPackingSlipHtml',
      summary: 'Read a packing slip as a page to print',
      tag,
      access: read,
      params,
      responses: { 200: fileSchema },
      produces: 'text/html',
    },
    async ({ services, principal, params: { id } }) => {
      const [slip] = await readPackingSlips(services, keyholder(principal).merchant.id, [id])
      if (!slip) throw new Problem('not_found')
      const body = new TextEncoder().encode(packingSlipPage(slip))
      return { status: 200, body, headers: slipPageHeaders }
    },
  ),
  endpoint(
    {
      method: 'post',
      path: '/v1/packing_slips',
      operation_id: 'drawPackingSlips',
      summary: 'Draw the packing slips of many fulfillments as one PDF',
      description: `Up to ${SLIPS_MAX}, in the order given, each from a page of its own.`,
      tag,
      access: read,
      body: SlipsSchema,
      responses: { 200: fileSchema },
      produces: 'application/pdf',
      problems: ['not_found'],
    },
    async ({ services, principal, body: { fulfillment_ids } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const slips = await readPackingSlips(services, merchant_id, fulfillment_ids)
      const body = await drawPackingSlips(slips, services.now())
      return { status: 200, body, headers: pdfHeaders('packing-slips') }
    },
  ),
]
