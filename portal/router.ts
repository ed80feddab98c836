/** Which page is shown: the part of the address behind the shop's, and how to get to another. */
import { createSignal } from 'solid-js'

const read = () => location.pathname.split('/').slice(3).filter(Boolean).join('/')

const [page, setPage] = createSignal(read())

/** `order/cancel` of `/portal/{slug}/order/cancel`. */
export { page }

const [, , slug = ''] = location.pathname.split('/')
/** The address of a page of this shop. */
export const addressOf = (to: string) => `/portal/${slug}${to && `/${to}`}`

/** Goes to another page; `replace` leaves no way back to this one. */
export function go(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', addressOf(to))
  else history.pushState(null, '', addressOf(to))
  show()
}

/** The pages cross-fade where the browser can, and people do not mind. */
function show(): void {
  const arrive = () => {
    setPage(read())
    scrollTo(0, 0)
  }
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  if (calm || !('startViewTransition' in document)) arrive()
  // Overtaken by another, or too slow for the browser: the page is there all the same.
  else document.startViewTransition(arrive).ready.catch(() => {})
}

addEventListener('popstate', () => setPage(read()))
