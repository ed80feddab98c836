/** The languages customers are spoken to in: portal and mails. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'ar', 'ja'] as const
export type Language = (typeof languages)[number]

/** Written from right to left. */
const rightToLeft: readonly Language[] = ['ar']

export const directionOf = (language: Language) => (rightToLeft.includes(language) ? 'rtl' : 'ltr')

/** The language of a tag such as `de-AT`, if it is one of ours. */
export function readLanguage(tag: string | null | undefined): Language | undefined {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0]
  return languages.find((language) => language === primary)
}

/** The language an order's customer is spoken to in: the order's own, else the shop's. */
export const languageOf = (
  { metadata }: { metadata: Readonly<Record<string, string>> },
  shop: { language: Language | null } | undefined,
): Language => readLanguage(metadata.locale) ?? shop?.language ?? 'en'

/** The best of an `Accept-Language` header (RFC 9110 §12.5.4); undefined when none is ours. */
export function acceptedLanguage(header: string | null | undefined): Language | undefined {
  const wanted = (header ?? '').split(',').map((entry, index) => {
    const [tag = '', ...parameters] = entry.split(';')
    const quality = /^\s*q=([\d.]+)\s*$/.exec(parameters.join(';'))?.[1]
    return { language: readLanguage(tag), quality: quality ? Number(quality) : 1, index }
  })
  return wanted
    .filter(({ language, quality }) => language && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)[0]?.language
}
