import type { z } from '@hono/zod-openapi'
import type { Claim } from '../../domain/claims/claim'
import { toPhotos } from '../../http/photos'
import { instantToWire } from '../../http/schemas'
import type { ClaimSchema } from './schemas'

export type WireClaim = z.output<typeof ClaimSchema>

export const toClaim = (claim: Claim): WireClaim => ({
  ...{ id: claim.id, order_id: claim.order_id, status: claim.status, type: claim.type },
  lines: [...claim.lines],
  description: claim.description,
  photos: toPhotos(claim.photos, `/v1/claims/${claim.id}`),
  ...{ resolution: claim.resolution, refund_id: claim.refund_id, line_ids: [...claim.line_ids] },
  decline_reason: claim.decline_reason,
  version: claim.version,
  created_at: instantToWire(claim.created_at),
  updated_at: instantToWire(claim.updated_at),
})
