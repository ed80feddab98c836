/** Photos that customers send: told by their content, kept under the digest of their bytes. */
import { createHash } from 'node:crypto'
import type { z } from '@hono/zod-openapi'
import type { Photo } from '../domain/claims/keep-photo'
import { type PhotoType, readPhotoType } from '../domain/claims/photo'
import type { Services } from '../services'
import { downloadHeaders } from './download'
import type { PhotoSchema } from './photo-schema'
import { orThrow, Problem } from './problem'
import { instantToWire } from './schemas'

/** @param owner the address of what they belong to */
export const toPhotos = (photos: readonly Photo[], owner: string): z.output<typeof PhotoSchema>[] =>
  photos.map(({ digest, content_type, size, created_at }) => ({
    ...{ id: digest, content_type, size, created_at: instantToWire(created_at) },
    url: `${owner}/photos/${digest}`,
  }))

/** What a photo is, as its bytes say. */
export function readPhoto(bytes: Uint8Array): Omit<Photo, 'created_at'> {
  const content_type = orThrow(readPhotoType(bytes))
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { digest, content_type, size: bytes.length }
}

/** Before it is named anywhere: nothing names a photo that is not there. */
export async function storePhoto(
  { files }: Services,
  folder: string,
  { digest, content_type }: Omit<Photo, 'created_at'>,
  bytes: Uint8Array,
): Promise<void> {
  const httpMetadata = { contentType: content_type }
  await files.put(`${folder}/${digest}`, bytes, { httpMetadata })
}

/** A photo as it was uploaded, with the type its content has. */
export async function fetchPhoto(
  { files }: Services,
  folder: string,
  photos: readonly Photo[],
  digest: string,
): Promise<{ bytes: Uint8Array; content_type: PhotoType }> {
  const photo = photos.find((each) => each.digest === digest)
  const file = photo && (await files.get(`${folder}/${digest}`))
  if (!file) throw new Problem('not_found')
  return { bytes: new Uint8Array(await file.arrayBuffer()), content_type: photo.content_type }
}

/** To be saved: no browser runs or shows it. */
export function photoHeaders(of: string, digest: string, content_type: PhotoType) {
  const extension = content_type.slice('image/'.length)
  const headers = downloadHeaders(`${of}-${digest.slice(0, 8)}.${extension}`)
  return { ...headers, 'content-type': content_type }
}
