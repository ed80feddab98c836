import { err, ok, type Result } from '../shared/result'
import type { Instant } from '../shared/time'
import { PHOTOS_MAX, type PhotoType } from './photo'

/** A photo that is kept, without its bytes. */
export interface Photo {
  /** SHA-256 of its bytes: the same photo twice is one photo. */
  digest: string
  content_type: PhotoType
  size: number
  created_at: Instant
}

/** The photos with one more; undefined when it is among them already. */
export function addPhoto(
  photos: readonly Photo[],
  photo: Photo,
  is_open: boolean,
): Result<readonly Photo[] | undefined, { code: 'photo_limit' }> {
  if (photos.some(({ digest }) => digest === photo.digest)) return ok(undefined)
  if (!is_open || photos.length >= PHOTOS_MAX) return err({ code: 'photo_limit' })
  return ok([...photos, photo])
}
