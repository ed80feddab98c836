/** A moment as people of the locale write it, in their own time zone. */
export function formatMoment(moment: string, locale?: string): { shown: string; locale: string } {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
  return { shown: format.format(new Date(moment)), locale: format.resolvedOptions().locale }
}
