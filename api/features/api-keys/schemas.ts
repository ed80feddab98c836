import { z } from '@hono/zod-openapi'
import {
  type KeyKind,
  keyKinds,
  publishableScopes,
  type RateClass,
  rateClasses,
  scopes,
} from '../../domain/access/api-key'
import { text, timestamp } from '../../http/schemas'

const ORIGINS_MAX = 50

const kind = z.enum(Object.keys(keyKinds) as [KeyKind, ...KeyKind[]])

const DAY_SECONDS = 24 * 60 * 60
const OVERLAP_SECONDS_MAX = 30 * DAY_SECONDS

const rateClass = z.enum(Object.keys(rateClasses) as [RateClass, ...RateClass[]]).openapi({
  description: `Requests per minute at each location of the network: ${Object.entries(rateClasses)
    .map(([name, quota]) => `\`${name}\` ${quota}`)
    .join(', ')}. Of a publishable key, for each network address that uses it.`,
})

/** As browsers send it: scheme, host, and a port that is not the default. */
const origin = z
  .string()
  .max(300)
  .refine(isOrigin, 'An origin: scheme, host and port if not the default; no path, lower case.')
  .openapi({ example: 'https://shop.example' })

function isOrigin(value: string): boolean {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value
}

export const CreateApiKeySchema = z
  .strictObject({
    kind,
    name: text(100, 0).default(''),
    scopes: z.array(z.enum(scopes)).min(1).max(scopes.length).optional().openapi({
      description: 'At most those of the key it is created with; all of them if absent.',
    }),
    origins: z
      .array(origin)
      .max(ORIGINS_MAX)
      .default([])
      .openapi({ description: 'Origins whose pages may use a publishable key.' }),
    rate_class: rateClass.default('standard'),
    expires_at: timestamp
      .transform((text) => Date.parse(text))
      .optional()
      .openapi({
        type: 'string',
        format: 'date-time',
        description: 'The key is refused from then on. It never is if absent.',
      }),
  })
  .superRefine(({ kind, scopes, origins }, context) => {
    if (kind === 'publishable') {
      for (const [index, scope] of (scopes ?? []).entries()) {
        if (publishableScopes.includes(scope)) continue
        const message = `A publishable key can have ${publishableScopes.join(', ')} only.`
        context.addIssue({ code: 'custom', path: ['scopes', index], message })
      }
    } else if (origins.length > 0) {
      const message = 'A secret key never belongs into a page: it has no origins.'
      context.addIssue({ code: 'custom', path: ['origins'], message })
    }
  })
  .openapi('CreateApiKey', {
    example: { kind: 'publishable', name: 'Shop', origins: ['https://shop.example'] },
  })
export type CreateApiKey = z.output<typeof CreateApiKeySchema>

const fields = {
  id: z.string(),
  kind,
  name: z.string(),
  hint: z.string().openapi({ description: 'The last four characters.' }),
  scopes: z.array(z.string()),
  origins: z.array(z.string()),
  rate_class: rateClass,
  created_at: timestamp,
  expires_at: timestamp.nullable(),
  last_used_at: timestamp.nullable().openapi({ description: 'To within ten minutes.' }),
  revoked_at: timestamp.nullable(),
  replaced_by: z.string().nullable().openapi({ description: 'The key it was rolled into.' }),
}
const example = {
  id: 'key_01kas6y3w2m8',
  kind: 'publishable',
  name: 'Shop',
  hint: '4fQz',
  scopes: [...publishableScopes],
  origins: ['https://shop.example'],
  rate_class: 'standard',
  created_at: '2026-11-23T10:15:30.000Z',
  expires_at: null,
  last_used_at: '2026-11-23T11:02:00.000Z',
  revoked_at: null,
  replaced_by: null,
} as const

export const RollApiKeySchema = z
  .strictObject({
    expires_in_seconds: z.int().min(0).max(OVERLAP_SECONDS_MAX).default(DAY_SECONDS).openapi({
      description: 'How long the old key still works; it never outlives an expiry it has already.',
    }),
  })
  .openapi('RollApiKey', { example: { expires_in_seconds: 86_400 } })

export const ApiKeySchema = z.object(fields).openapi('ApiKey', {
  description: 'A key, which itself is never shown again.',
  example: { ...example, scopes: [...example.scopes], origins: [...example.origins] },
})
export type ApiKey = z.output<typeof ApiKeySchema>

export const CreatedApiKeySchema = z
  .object({ ...fields, key: z.string().openapi({ description: 'Shown only now.' }) })
  .openapi('CreatedApiKey', {
    example: {
      ...example,
      scopes: [...example.scopes],
      origins: [...example.origins],
      key: 'hf_pk_…',
    },
  })
