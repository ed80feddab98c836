import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/access/audit'
import type { Claim } from '../../domain/claims/claim'
import {
  type ClaimChange,
  findClaim as findIn,
  reviseClaim,
  withClaim,
} from '../../domain/claims/decide-claim'
import { PHOTOS_MAX, type PhotoType, readPhotoType } from '../../domain/claims/photo'
import { err, ok } from '../../domain/shared/result'
import { orThrow, Problem } from '../../http/problem'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { type Addressed, addressedClaim } from './change-claim'
import { fileOf } from './photo-files'
import { toClaim, type WireClaim } from './wire'

/**
 * Adds a photo to an open claim. What it is, its bytes say; the same photo again changes nothing.
 * The file is written first: a claim never names a photo that is not there.
 */
export async function addClaimPhoto(
  services: Services,
  addressed: Omit<Addressed, 'request'>,
  actor: Actor,
  bytes: Uint8Array,
): Promise<Changed<WireClaim>> {
  const { merchant_id } = addressed
  const claim = await addressedClaim(services, addressed)
  const content_type = orThrow(readPhotoType(bytes))
  const digest = createHash('sha256').update(bytes).digest('hex')
  const known = claim.photos.some((photo) => photo.digest === digest)
  if (!known) refuseMore(claim)
  if (!known) {
    await services.files.put(fileOf(claim, digest), bytes, {
      httpMetadata: { contentType: content_type },
    })
  }
  return changeOrder<ClaimChange, WireClaim>(services, {
    ...{ merchant_id, order_id: claim.order_id, request: null, actor },
    decide: (aggregate, at) => {
      const found = findIn(aggregate, claim.id)
      if (!found.ok) return found
      const { photos, status } = found.value
      const unchanged = { aggregate, events: [], tasks: [] }
      if (photos.some((photo) => photo.digest === digest)) {
        return ok({ ...unchanged, claim: found.value })
      }
      if (status !== 'open' || photos.length >= PHOTOS_MAX) return err({ code: 'photo_limit' })
      const photo = { digest, content_type, size: bytes.length, created_at: at.now }
      const more = reviseClaim(found.value, { photos: [...photos, photo] }, at)
      return ok(withClaim(unchanged, more, 'claim.photo_added'))
    },
    answer: ({ claim: changed }) => ({ status: 201, body: toClaim(changed) }),
  })
}

/** Before anything is stored. */
function refuseMore({ status, photos }: Claim): void {
  if (status !== 'open' || photos.length >= PHOTOS_MAX) throw new Problem('photo_limit')
}

/** A photo as it was uploaded, with the type its content has. */
export async function readClaimPhoto(
  services: Services,
  addressed: Omit<Addressed, 'request'>,
  digest: string,
): Promise<{ bytes: Uint8Array; content_type: PhotoType }> {
  const claim = await addressedClaim(services, addressed)
  const photo = claim.photos.find((each) => each.digest === digest)
  const file = photo && (await services.files.get(fileOf(claim, digest)))
  if (!file) throw new Problem('not_found')
  return { bytes: new Uint8Array(await file.arrayBuffer()), content_type: photo.content_type }
}
