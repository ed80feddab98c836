/** `.invalid` is nobody's, for ever (RFC 2606). It says nothing of the address it replaces. */
const DOMAIN = '@erased.invalid'

/** What stands where a name, or a text about somebody, was. */
export const ERASED = 'Erased'

export const pseudonymOf = (id: string) => `${id}${DOMAIN}`
export const isPseudonym = (email: string) => email.endsWith(DOMAIN)
