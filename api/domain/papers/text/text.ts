import type { Language } from '../../notifications/language'
import { fill } from '../../shared/fill'
import { de } from './de'
import { en, type PaperKey, type PaperText } from './en'
import { es } from './es'
import { fr } from './fr'
import { it } from './it'
import { nl } from './nl'

export type { PaperKey }

/** The languages that the fonts of every PDF reader can write; the others are spoken to in English. */
const texts: Partial<Record<Language, PaperText>> = { en, de, fr, es, it, nl }

/** The language that a paper is written in, for a customer of this one. */
export const paperLanguage = (language: Language): Language => (language in texts ? language : 'en')

/** A text of a paper; values go in as they are. */
export const paperText = (
  language: Language,
  key: PaperKey,
  values: Readonly<Record<string, string | number>> = {},
) => fill((texts[language] ?? en)[key], values)
