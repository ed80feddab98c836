import { currencyExponent } from './currency'

/** Money as people of a language write it. The digits are ISO 4217's: `Intl` differs for some. */
export function formatMoney(amount: number, currency: string, language: string): string {
  const digits = currencyExponent(currency) ?? 2
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal(amount, digits) as unknown as number)
}

/** As text, so that no digit of a large amount is rounded away. */
function decimal(amount: number, digits: number): string {
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = figures.slice(0, figures.length - digits)
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? `${sign}${figures}` : `${sign}${whole}.${figures.slice(-digits)}`
}
