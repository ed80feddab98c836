// Whether how long a miss takes tells a stranger what was wrong: the number, or the e-mail.
import type { Shop } from './seed.ts'

const SAMPLES = 2_000
/** Tries per order stay below what locks it. */
const TRIES_PER_ORDER = 50

export interface Misses {
  samples: number
  /** Milliseconds, of the middle sample. */
  wrong_number: number
  wrong_email: number
  /**
   * Wilcoxon's rank sum, in standard deviations from what equal distributions give (Mann and
   * Whitney 1947): within 3 nobody can tell.
   */
  z: number
}

/** Alternates between the two, so that whatever else the machine does weighs on both. */
export async function timeMisses(shop: Shop): Promise<Misses> {
  const slug = await slugOf(shop)
  const numbers = await placeOrders(shop, SAMPLES / 2 / TRIES_PER_ORDER)
  const times = { wrong_number: [] as number[], wrong_email: [] as number[] }
  const miss = async (number: string, sample: number) => {
    const started = performance.now()
    const response = await fetch(new URL(`/portal/${slug}/api/lookup`, shop.origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // Of another network each time: one that guesses so often would be locked out.
        'cf-connecting-ip': `10.${sample >> 8}.${sample & 255}.1`,
      },
      body: JSON.stringify({ number, email: 'nobody@example.com' }),
    })
    await response.text()
    if (response.status !== 404) throw new Error(`A miss is answered ${response.status}`)
    return performance.now() - started
  }
  // Nobody is met for the first time while the clock runs.
  for (const [index, number] of numbers.entries()) {
    await miss(number, index)
    await miss(unknownNumber(index), index)
  }
  for (let sample = 0; sample < SAMPLES / 2; sample++) {
    const index = sample % numbers.length
    const network = sample + numbers.length
    const asks = [
      async () => times.wrong_number.push(await miss(unknownNumber(index), network)),
      async () => times.wrong_email.push(await miss(numbers[index] ?? '', network)),
    ]
    // Each of them is first as often as the other.
    for (const ask of sample % 2 ? asks : asks.toReversed()) await ask()
  }
  const middle = (of: readonly number[]) => of.toSorted((a, b) => a - b)[of.length >> 1] ?? 0
  return {
    samples: SAMPLES,
    wrong_number: middle(times.wrong_number),
    wrong_email: middle(times.wrong_email),
    z: rankSum(times.wrong_number, times.wrong_email),
  }
}

export const missesLine = ({ samples, wrong_number, wrong_email, z }: Misses): string =>
  `Portal: of ${samples} misses, a wrong number took ${wrong_number.toFixed(2)} ms and a wrong e-mail ` +
  `${wrong_email.toFixed(2)} ms in the middle; rank sum z = ${z.toFixed(2)} ` +
  `(${Math.abs(z) < 3 ? 'met' : 'missed'}: nobody can tell them apart below 3).`

/** Sizes are equal and times never tie: the plain form of the statistic. */
function rankSum(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((time) => ({ time, of: 1 })), ...other.map((time) => ({ time, of: 0 }))]
  all.sort((a, b) => a.time - b.time)
  const ranks = all.reduce((sum, { of }, index) => sum + of * (index + 1), 0)
  const [m, n] = [one.length, other.length]
  const expected = (m * (m + n + 1)) / 2
  return (ranks - expected) / Math.sqrt((m * n * (m + n + 1)) / 12)
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Another one for each sample; that an order has it by chance will not happen. */
const unknownNumber = (sample: number) => {
  const text = Array.from({ length: 4 }, (_, place) => digits[(sample >> (5 * place)) & 31]).join(
    '',
  )
  return `HF-0000-${text}`
}

const call = async ({ origin, secret_key }: Shop, method: string, path: string, body?: object) => {
  const response = await fetch(new URL(path, origin), {
    method,
    headers: {
      authorization: `Bearer ${secret_key}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return JSON.parse(text) as Record<string, string>
}

const slugOf = async (shop: Shop) => (await call(shop, 'GET', '/v1/settings')).slug ?? ''

async function placeOrders(shop: Shop, count: number): Promise<string[]> {
  const numbers: string[] = []
  for (let order = 0; order < count; order++) {
    const placed = await call(shop, 'POST', '/v1/orders', {
      currency: 'EUR',
      customer: { email: 'ada@example.com', name: 'Ada' },
      lines: [{ sku: shop.skus[order % shop.skus.length], quantity: 1, unit_price: 1 }],
    })
    numbers.push(placed.number ?? '')
  }
  return numbers
}
