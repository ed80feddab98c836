import { z } from '@hono/zod-openapi'
import { PHOTO_MAX_BYTES, photoTypes } from '../../domain/claims/photo'
import { keyholder } from '../../http/auth'
import { photoHeaders } from '../../http/photos'
import { etag } from '../../http/preconditions'
import { endpoint } from '../../http/router'
import { fileSchema } from '../../http/schemas'
import { addReturnPhoto, readReturnPhoto } from './return-photos'
import { ReturnSchema } from './schemas'

const id = z.string().max(100)

/** What customers photograph of what they send back. */
export const returnPhotos = [
  endpoint(
    {
      method: 'post',
      path: '/v1/returns/{id}/photos',
      operation_id: 'addReturnPhoto',
      summary: 'Add a photo to a return',
      description:
        'At most 5 of 5 MiB. What it is, its content says; the same photo again changes nothing.',
      tag: 'Returns',
      access: { key: 'secret', scope: 'orders:write' },
      params: z.object({ id }),
      upload: { types: photoTypes, max_bytes: PHOTO_MAX_BYTES },
      responses: { 201: ReturnSchema },
      problems: ['photo_not_an_image', 'photo_limit', 'unknown_return'],
    },
    async ({ services, principal, actor, params: { id }, bytes }) => {
      const merchant_id = keyholder(principal).merchant.id
      const asked = { merchant_id, return_id: id, actor }
      const { body } = await addReturnPhoto(services, asked, bytes)
      return { status: 201, body, headers: { etag: etag(body.version) } }
    },
  ),
  endpoint(
    {
      method: 'get',
      path: '/v1/returns/{id}/photos/{photo_id}',
      operation_id: 'getReturnPhoto',
      summary: 'Read a photo of a return',
      description: 'To be saved: no browser runs or shows it.',
      tag: 'Returns',
      access: { key: 'secret', scope: 'orders:read' },
      params: z.object({ id, photo_id: z.string().max(100) }),
      responses: { 200: fileSchema },
      produces: photoTypes,
    },
    async ({ services, principal, params: { id, photo_id } }) => {
      const merchant_id = keyholder(principal).merchant.id
      const addressed = { merchant_id, return_id: id }
      const { bytes, content_type } = await readReturnPhoto(services, addressed, photo_id)
      return { status: 200, body: bytes, headers: photoHeaders(id, photo_id, content_type) }
    },
  ),
]
