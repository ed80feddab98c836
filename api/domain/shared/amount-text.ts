import { currencyExponent } from './currency'

/** An amount as people read it, by the exponent of ISO 4217: `19.99 EUR`. */
export function amountText(amount: number, currency: string): string {
  const exponent = currencyExponent(currency) ?? 2
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const rest = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  return `${amount < 0 ? '-' : ''}${whole}${rest} ${currency}`
}
