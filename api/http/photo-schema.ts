import { z } from '@hono/zod-openapi'
import { photoTypes } from '../domain/claims/photo'
import { timestamp } from './schemas'

export const PhotoSchema = z
  .object({
    id: z.string().openapi({ description: 'SHA-256 of its bytes, hexadecimal.' }),
    content_type: z.enum(photoTypes),
    size: z.int(),
    url: z.string(),
    created_at: timestamp,
  })
  .openapi('Photo')
