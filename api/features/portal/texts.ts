import type { Texts } from '../../../portal/text/en'
import * as en from '../../../portal/text/en'
import type { Language } from '../../domain/notifications/language'

/** The portal's own words, for what the server writes into a page. */
export const texts: Readonly<Record<Language, Texts>> = {
  en: { texts: en.en, counted: en.counted },
  de: { texts: en.en, counted: en.counted },
  fr: { texts: en.en, counted: en.counted },
  es: { texts: en.en, counted: en.counted },
  it: { texts: en.en, counted: en.counted },
  nl: { texts: en.en, counted: en.counted },
  ar: { texts: en.en, counted: en.counted },
  ja: { texts: en.en, counted: en.counted },
}
