import { accentFor, defaultAccent } from '../../domain/portal/theme'
import type { Shop } from './repository'
import type { ShopView } from './schemas'

/** What the portal shows of a shop. */
export const toShop = ({
  name,
  slug,
  time_zone,
  language,
  accent_color,
  logo_version,
}: Shop): ShopView => ({
  name,
  time_zone,
  language: language ?? 'en',
  accent: {
    light: accentFor(accent_color ?? defaultAccent, 'light'),
    dark: accentFor(accent_color ?? defaultAccent, 'dark'),
  },
  logo: logo_version === null ? null : `/portal/${slug}/api/logo?v=${logo_version}`,
})
