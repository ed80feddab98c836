import type { z } from '@hono/zod-openapi'
import { logoTypes } from '../../domain/portal/logo'
import { accentFor, defaultAccent, type Scheme } from '../../domain/portal/theme'
import { keyholder } from '../../http/auth'
import { problemResponses } from '../../http/openapi'
import { checkIfMatch, etag } from '../../http/preconditions'
import { Problem } from '../../http/problem'
import type { ProblemCode } from '../../http/problem-codes'
import { type Endpoint, endpoint } from '../../http/router'
import { fileSchema, instantToWire } from '../../http/schemas'
import { putTheme } from './put-theme'
import { findShop } from './repository'
import { findTheme, type ThemeRow } from './theme-repository'
import { PutThemeSchema, ThemeSchema } from './theme-schemas'
import { params, tag } from './wire'

/** Addresses change with what they stand for. */
const kept = { 'cache-control': 'public, max-age=31536000, immutable' }

const toTheme = (row: ThemeRow): z.output<typeof ThemeSchema> => ({
  accent_color: row.accent_color,
  logo_type: row.logo_type,
  language: row.language,
  version: row.version,
  created_at: instantToWire(row.created_at),
  updated_at: instantToWire(row.updated_at),
})

/** A file of the portal that is the merchant's own. */
const file = (
  name: string,
  summary: string,
  operationId: string,
  types: readonly string[],
  problems: readonly ProblemCode[],
  handle: Endpoint['handle'],
): Endpoint => ({
  method: 'get',
  path: `/portal/{merchant_slug}/api/${name}`,
  access: { key: 'none' },
  openapi: {
    method: 'get',
    path: `/portal/{merchant_slug}/api/${name}`,
    operationId,
    summary,
    tags: [tag],
    security: [],
    request: { params },
    responses: {
      200: {
        description: 'The file.',
        content: Object.fromEntries(
          types.map((type) => [type, { schema: fileSchema, example: '…' }]),
        ),
      },
      ...problemResponses(problems),
    },
  },
  handle,
})

const rule = (color: string, scheme: Scheme) => {
  const { accent, on_accent } = accentFor(color, scheme)
  return `:root{--accent:${accent};--on-accent:${on_accent}}`
}

export const themeRoutes = [
  endpoint(
    {
      method: 'get',
      path: '/v1/portal_theme',
      operation_id: 'getTheme',
      summary: 'Read how portal and mails look',
      tag,
      access: { key: 'secret', scope: 'settings:read' },
      responses: { 200: ThemeSchema },
      problems: ['not_found'],
    },
    async ({ services, principal }) => {
      const theme = await findTheme(services.directory, keyholder(principal).merchant.id)
      if (!theme) throw new Problem('not_found', { detail: 'The theme was never set.' })
      return { status: 200, body: toTheme(theme), headers: { etag: etag(theme.version) } }
    },
  ),
  endpoint(
    {
      method: 'put',
      path: '/v1/portal_theme',
      operation_id: 'putTheme',
      summary: 'Set how portal and mails look',
      description: 'Replaces all of it; what is absent is the built-in.',
      tag,
      access: { key: 'secret', scope: 'settings:write' },
      body: PutThemeSchema,
      responses: { 200: ThemeSchema, 201: ThemeSchema },
      problems: ['version_stale'],
    },
    async ({ c, services, principal, actor, body }) => {
      const { merchant } = keyholder(principal)
      const check = (version: number | undefined) => checkIfMatch(c, version)
      const { theme, created } = await putTheme(services, merchant.id, body, check, actor)
      const headers = { etag: etag(theme.version) }
      return { status: created ? 201 : 200, body: toTheme(theme), headers }
    },
  ),
  file('theme.css', 'Load a shop’s colors', 'getThemeStyles', ['text/css'], [], async (c) => {
    const shop = await findShop(c.get('services').directory, c.req.param('merchant_slug') ?? '')
    const color = shop?.accent_color ?? defaultAccent
    const dark = `@media (prefers-color-scheme:dark){${rule(color, 'dark')}}`
    const headers = { 'content-type': 'text/css', 'x-content-type-options': 'nosniff', ...kept }
    return new Response(rule(color, 'light') + dark, { headers })
  }),
  file('logo', 'Load a shop’s logo', 'getLogo', logoTypes, ['not_found'], async (c) => {
    const { directory } = c.get('services')
    const shop = await findShop(directory, c.req.param('merchant_slug') ?? '')
    const theme = shop && (await findTheme(directory, shop.id))
    if (!theme?.logo || !theme.logo_type) throw new Problem('not_found')
    return new Response(new Uint8Array(theme.logo), {
      headers: {
        'content-type': theme.logo_type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        ...kept,
      },
    })
  }),
]
