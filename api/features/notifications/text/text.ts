import type { Language } from '../../../domain/notifications/language'
import { fill } from '../../../domain/shared/fill'
import { ar } from './ar'
import { de } from './de'
import { en, type MailKey, type MailText } from './en'
import { es } from './es'
import { fr } from './fr'
import { it } from './it'
import { ja } from './ja'
import { nl } from './nl'

const texts: Readonly<Record<Language, MailText>> = { en, de, fr, es, it, nl, ar, ja }

/** A text of a mail; values go in as they are, so escape afterwards. */
export const mailText = (
  language: Language,
  key: MailKey,
  values: Readonly<Record<string, string>> = {},
) => fill(texts[language][key], values)
