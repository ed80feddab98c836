import type { Claim } from '../../domain/claims/claim'
import {
  type ClaimChange,
  findClaim as findIn,
  reviseClaim,
  withClaim,
} from '../../domain/claims/decide-claim'
import { addPhoto } from '../../domain/claims/keep-photo'
import { ok } from '../../domain/shared/result'
import { fetchPhoto, readPhoto, storePhoto } from '../../http/photos'
import { orThrow } from '../../http/problem'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { type Addressed, addressedClaim } from './change-claim'
import { toClaim, type WireClaim } from './wire'

const folderOf = ({ merchant_id, id }: Claim) => `claims/${merchant_id}/${id}`
const withPhoto = ({ photos, status }: Claim, photo: Parameters<typeof addPhoto>[1]) =>
  addPhoto(photos, photo, status === 'open')

/** Adds a photo to an open claim. What it is, its bytes say; the same photo again changes nothing. */
export async function addClaimPhoto(
  services: Services,
  { actor, ...addressed }: Omit<Addressed, 'request'>,
  bytes: Uint8Array,
): Promise<Changed<WireClaim>> {
  const { merchant_id } = addressed
  const claim = await addressedClaim(services, addressed)
  const photo = readPhoto(bytes)
  // Before anything is stored.
  const more = orThrow(withPhoto(claim, { ...photo, created_at: services.now() }))
  if (more) await storePhoto(services, folderOf(claim), photo, bytes)
  return changeOrder<ClaimChange, WireClaim>(services, {
    ...{ merchant_id, order_id: claim.order_id, request: null, actor },
    decide: (aggregate, at) => {
      const found = findIn(aggregate, claim.id)
      if (!found.ok) return found
      const added = withPhoto(found.value, { ...photo, created_at: at.now })
      if (!added.ok) return added
      const unchanged = { aggregate, events: [], tasks: [] }
      const photos = added.value
      if (!photos) return ok({ ...unchanged, claim: found.value })
      const revised = reviseClaim(found.value, { photos }, at)
      return ok(withClaim(unchanged, revised, 'claim.photo_added'))
    },
    answer: ({ claim: changed }) => ({ status: 201, body: toClaim(changed) }),
  })
}

export async function readClaimPhoto(
  services: Services,
  addressed: Omit<Addressed, 'request' | 'actor'>,
  digest: string,
) {
  const claim = await addressedClaim(services, addressed)
  return fetchPhoto(services, folderOf(claim), claim.photos, digest)
}
