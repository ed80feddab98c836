import { z } from '@hono/zod-openapi'
import { languages } from '../../domain/notifications/language'
import { colorPattern } from '../../domain/portal/theme'
import { timestamp, version } from '../../http/schemas'

export const LOGO_MAX_BYTES = 100 * 1024

const accent_color = z
  .string()
  .regex(colorPattern, 'A color such as #1d5c4d: # and six of 0-9 a-f.')
  .nullable()
  .openapi({
    description: 'Darkened or lightened where it could not be read. Null: the built-in one.',
    example: '#7a1fa2',
  })
const language = z
  .enum(languages)
  .openapi({ description: 'Spoken to customers whose own is none of ours.', example: 'de' })

export const PutThemeSchema = z
  .strictObject({
    accent_color: accent_color.default(null),
    logo: z
      .base64()
      .max(Math.ceil(LOGO_MAX_BYTES / 3) * 4)
      .nullable()
      .default(null)
      .openapi({
        description: `A PNG, JPEG or WebP of at most ${LOGO_MAX_BYTES / 1024} KiB, in base64. Null: none.`,
      }),
    language: language.default('en'),
  })
  .openapi('PutTheme', { example: { accent_color: '#7a1fa2', language: 'de' } })

export const ThemeSchema = z
  .object({
    accent_color,
    logo_type: z.string().nullable(),
    language,
    version,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .openapi('Theme', {
    description: 'How portal and mails look.',
    example: {
      accent_color: '#7a1fa2',
      logo_type: null,
      language: 'de',
      version: 1,
      created_at: '2026-11-23T10:15:30.000Z',
      updated_at: '2026-11-23T10:15:30.000Z',
    },
  })
