import { z } from '@hono/zod-openapi'
import { claimResolutions, claimStates, claimTypes } from '../../domain/claims/claim'
import { PhotoSchema } from '../../http/photo-schema'
import { quantity, text, timestamp, version } from '../../http/schemas'
import { LINES_MAX, lineId } from '../returns/schemas'

const wish = {
  type: z.enum(claimTypes),
  lines: z
    .array(z.strictObject({ line_id: lineId, quantity }))
    .min(1)
    .max(LINES_MAX),
  description: text(2_000),
}

/** What a customer may say of the order they are signed in for. */
export const ClaimWishSchema = z.strictObject(wish)
export type ClaimWishBody = z.output<typeof ClaimWishSchema>

export const OpenClaimSchema = z
  .strictObject({ order_id: z.string().min(1).max(100), ...wish })
  .openapi('OpenClaim', {
    example: {
      order_id: 'ord_01k7x2m8r4v6n0q3t5w9y1z2b4',
      type: 'damaged',
      lines: [{ line_id: 'lin_01k7x2m8r4v6n0q3t5w9y1z2b5', quantity: 1 }],
      description: 'The seam is torn.',
    },
  })

export const ApproveClaimSchema = z
  .strictObject({ resolution: z.enum(claimResolutions) })
  .openapi('ApproveClaim', { example: { resolution: 'refund' } })

export const DeclineClaimSchema = z
  .strictObject({ reason: text(200) })
  .openapi('DeclineClaim', { example: { reason: 'The photos show another item.' } })

export const ClaimSchema = z
  .object({
    id: z.string(),
    order_id: z.string(),
    status: z.enum(claimStates),
    type: z.enum(claimTypes),
    lines: z.array(z.object({ line_id: z.string(), quantity })),
    description: z.string(),
    photos: z.array(PhotoSchema),
    resolution: z.enum(claimResolutions).nullable(),
    refund_id: z.string().nullable(),
    line_ids: z
      .array(z.string())
      .openapi({ description: 'Of a replacement: the order’s new lines.' }),
    decline_reason: z.string().nullable(),
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Claim', { description: 'Something was wrong with what arrived, or it never did.' })
