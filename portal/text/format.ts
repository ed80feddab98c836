import { formatMoney } from '../../api/domain/shared/format-money'
import { spoken } from './text'

/** Numbers, money and dates as people of the language write them, in the customer's time zone. */

export const money = (amount: number, currency: string) => formatMoney(amount, currency, spoken())

export const day = (moment: string, time_zone?: string) =>
  new Intl.DateTimeFormat(spoken(), {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: time_zone,
  }).format(new Date(moment))

export const dayAndYear = (moment: string, time_zone?: string) =>
  new Intl.DateTimeFormat(spoken(), { dateStyle: 'long', timeZone: time_zone }).format(
    new Date(moment),
  )

export const dayAndTime = (moment: string, time_zone?: string) =>
  new Intl.DateTimeFormat(spoken(), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: time_zone,
  }).format(new Date(moment))

export const countryName = (code: string, language = spoken()) =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
