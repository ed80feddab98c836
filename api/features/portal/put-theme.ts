import type { z } from '@hono/zod-openapi'
import { auditOf } from '../../../db/append-audit'
import type { NewEvent } from '../../../db/append-event'
import { whenOvertakenAgain } from '../../../db/optimistic-lock'
import type { Actor } from '../../domain/access/audit'
import { type LogoType, readLogoType } from '../../domain/portal/logo'
import type { MerchantId } from '../../domain/shared/ids'
import { Problem } from '../../http/problem'
import type { Services } from '../../services'
import { findTheme, saveTheme, type ThemeRow } from './theme-repository'
import type { PutThemeSchema } from './theme-schemas'

/** @param check refuses a change that was made from another version */
export const putTheme = (
  services: Services,
  merchant_id: MerchantId,
  body: z.output<typeof PutThemeSchema>,
  check: (version: number | undefined) => void,
  actor: Actor,
): Promise<{ theme: ThemeRow; created: boolean }> =>
  whenOvertakenAgain(async () => {
    const db = services.directory
    const before = await findTheme(db, merchant_id)
    check(before?.version)
    const { logo, logo_type } = readLogo(body.logo)
    const now = services.now()
    const theme: ThemeRow = {
      merchant_id,
      ...{ accent_color: body.accent_color, language: body.language, logo, logo_type },
      version: (before?.version ?? 0) + 1,
      created_at: before?.created_at ?? now,
      updated_at: now,
    }
    const event: NewEvent = {
      id: services.newId('event'),
      merchant_id,
      type: 'theme.updated',
      object_type: 'theme',
      object_id: merchant_id,
      version: theme.version,
      data: { accent_color: theme.accent_color, language: theme.language, logo_type },
      created_at: now,
    }
    const changed = ['accent_color', 'language', 'logo'].map((name) => `/${name}`)
    await saveTheme(db, theme, event, auditOf(event, actor, changed))
    return { theme, created: !before }
  })

function readLogo(encoded: string | null): { logo: Buffer | null; logo_type: LogoType | null } {
  if (encoded === null) return { logo: null, logo_type: null }
  const logo = Buffer.from(encoded, 'base64')
  const logo_type = readLogoType(logo)
  if (logo_type) return { logo, logo_type }
  const detail = 'Neither a PNG, nor a JPEG, nor a WebP.'
  throw new Problem('invalid_request', { errors: [{ pointer: '/logo', detail }] })
}
