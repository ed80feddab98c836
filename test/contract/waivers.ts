// Rules of linters that do not hold somewhere, and why they need not.

export interface Waiver {
  rule: string
  /** A JSON pointer. */
  place: RegExp
  reason: string
}

/** Pages and probes for everybody, at the top or of a shop. */
const pages =
  /^#\/paths\/~1(?:portal~1\{merchant_slug\}(?:~1api~1(?:shop|theme\.css|logo))?|healthz|readyz|openapi\.json|docs(?:~1guides(?:~1\{name\})?|~1events)?|llms\.txt|problems(?:~1\{code\})?)?\/get\//
/** Whoever has a mailed link, an order's number, or a gateway's signature. */
const doors =
  /^#\/paths\/~1(?:portal~1\{merchant_slug\}~1api~1(?:lookup|links|sessions)|v1~1gateways~1(?:\{gateway\}~1webhooks~1\{merchant_id\}|test~1authentications~1\{reference\}))\/post\//

export const redocly: readonly Waiver[] = [
  {
    rule: 'operation-4xx-response',
    place: pages,
    reason: 'Pages and probes for everybody, without input: there is nothing to refuse.',
  },
  {
    rule: 'no-illogical-composition-keywords',
    place: /PlaceOrders\/properties\/orders\/items\/allOf$/,
    reason: 'Orders of a batch are read one by one; their schema is named by a composition of one.',
  },
]

/** Rules of OWASP that are asked nowhere. */
export const unasked: Readonly<Record<string, string>> = {
  'owasp:api4:2023-array-limit':
    'Of answers: as long as what was written, and lists have pages. Bodies are at most 1 MiB.',
  'owasp:api4:2023-string-limit':
    'Texts have a maxLength; codes, countries and instants a pattern or format of fixed length.',
  'owasp:api4:2023-string-restricted': 'Names, notes and titles are free: people write them.',
  'owasp:api4:2023-integer-limit':
    'Every integer is below 2^53: the contract says so once for all.',
  'owasp:api4:2023-integer-limit-legacy': 'The same, of OpenAPI 3.0.',
  'owasp:api4:2023-integer-format': 'JSON has one kind of number; 2^53 is neither int32 nor int64.',
  'owasp:api4:2023-rate-limit':
    'RateLimit and Retry-After depend on the deployment: a binding of the platform, off in local runs.',
  'owasp:api9:2023-inventory-access':
    'A server names itself: whether it is internal, it cannot know.',
}

export const owasp: readonly Waiver[] = [
  {
    rule: 'owasp:api8:2023-no-server-http',
    place: /^#\/servers\/0\/url$/,
    reason: 'The server that is asked is local; deployed, the platform answers by TLS only.',
  },
  ...['read-restricted', 'write-restricted'].map((rule) => ({
    rule: `owasp:api2:2023-${rule}`,
    place: new RegExp(`${pages.source}|${doors.source}`),
    reason: 'For everybody: pages, and doors that ask for a number, a link or a signature.',
  })),
  ...['rate-limit-responses-429', 'define-error-responses-500', 'define-error-responses-401'].map(
    (name) => ({
      rule: `owasp:api${name.startsWith('rate') ? 4 : 8}:2023-${name}`,
      place: new RegExp(`${pages.source}|${doors.source}`),
      reason: 'Static pages, and doors whose refusals are their own (404, 410, 429 where guessed).',
    }),
  ),
  {
    rule: 'owasp:api8:2023-define-error-validation',
    place: /\/(?:get|delete)\/responses$|~1(?:erase|test)\/post\/responses$/,
    reason: 'Without body and query there is nothing to refuse but the id, which is a 404.',
  },
]
