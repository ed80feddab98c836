import { ar } from '../../../portal/text/ar'
import { de } from '../../../portal/text/de'
import { counted, en, type Texts } from '../../../portal/text/en'
import { es } from '../../../portal/text/es'
import { fr } from '../../../portal/text/fr'
import { it } from '../../../portal/text/it'
import { ja } from '../../../portal/text/ja'
import { nl } from '../../../portal/text/nl'
import type { Language } from '../../domain/notifications/language'

/** The portal's own words, for what the server writes into a page. */
export const texts: Readonly<Record<Language, Texts>> = {
  en: { texts: en, counted },
  ...{ de, fr, es, it, nl, ar, ja },
}
