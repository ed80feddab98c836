import { addPhoto } from '../../domain/claims/keep-photo'
import {
  findReturn as findIn,
  type ReturnChange,
  reviseReturn,
  withReturn,
} from '../../domain/returns/approve-return'
import { returnEvent } from '../../domain/returns/events'
import { openStates, type Return } from '../../domain/returns/return'
import { ok } from '../../domain/shared/result'
import { fetchPhoto, readPhoto, storePhoto } from '../../http/photos'
import { orThrow } from '../../http/problem'
import type { Services } from '../../services'
import { type Changed, changeOrder } from '../orders/change-order'
import { type Addressed, addressedReturn } from './change-return'
import { toReturn, type WireReturn } from './wire'

const folderOf = ({ merchant_id, id }: Return) => `returns/${merchant_id}/${id}`
const withPhoto = ({ photos, status }: Return, photo: Parameters<typeof addPhoto>[1]) =>
  addPhoto(photos, photo, openStates.includes(status))

/** Adds a photo to an open return. What it is, its bytes say; the same photo again changes nothing. */
export async function addReturnPhoto(
  services: Services,
  { actor, ...addressed }: Omit<Addressed, 'request'>,
  bytes: Uint8Array,
): Promise<Changed<WireReturn>> {
  const { merchant_id } = addressed
  const ret = await addressedReturn(services, addressed)
  const photo = readPhoto(bytes)
  // Before anything is stored.
  const more = orThrow(withPhoto(ret, { ...photo, created_at: services.now() }))
  if (more) await storePhoto(services, folderOf(ret), photo, bytes)
  return changeOrder<ReturnChange, WireReturn>(services, {
    ...{ merchant_id, order_id: ret.order_id, request: null, actor },
    decide: (aggregate, at) => {
      const found = findIn(aggregate, ret.id)
      if (!found.ok) return found
      const added = withPhoto(found.value, { ...photo, created_at: at.now })
      if (!added.ok) return added
      const unchanged = { aggregate, events: [], tasks: [] }
      const photos = added.value
      if (!photos) return ok({ ...unchanged, ret: found.value })
      const revised = reviseReturn(found.value, { photos }, at)
      const told = returnEvent('return.photo_added', revised, { photos: photos.length })
      return ok(withReturn(unchanged, revised, [told]))
    },
    answer: ({ ret: changed }) => ({ status: 201, body: toReturn(changed) }),
  })
}

export async function readReturnPhoto(
  services: Services,
  addressed: Omit<Addressed, 'request' | 'actor'>,
  digest: string,
) {
  const ret = await addressedReturn(services, addressed)
  return fetchPhoto(services, folderOf(ret), ret.photos, digest)
}
