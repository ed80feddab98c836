/** Everything of the portal that reaches the database. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { app } from '../../../api/app'

interface Given {
  world: Env
  slug: string
  /** The merchant's. */
  key: string
  order: { number: string; email: string }
}

export async function usePortal({ world, slug, key, order }: Given): Promise<void> {
  let cookie = ''
  const call = async (method: string, path: string, body?: object) => {
    const context = createExecutionContext()
    const headers = {
      ...(path.startsWith('/v1') && { authorization: `Bearer ${key}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...{ cookie, 'idempotency-key': `portal-${method}-${path}` },
    }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const url = `https://holdfast.test${path}`
    const response = await app.fetch(new Request(url, init), world, context)
    await waitOnExecutionContext(context)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return { text, headers: response.headers }
  }
  const api = `/portal/${slug}/api`
  await call('PUT', '/v1/portal_theme', { accent_color: '#7a1fa2' })
  await call('GET', '/v1/portal_theme')
  for (const file of ['shop', 'theme.css']) await call('GET', `${api}/${file}`)
  await call('POST', `${api}/lookup`, order)
  await call('POST', `${api}/links`, order)
  await call('GET', '/v1/notifications')
  const mails = await call('GET', `/v1/notifications?to=${order.email}&limit=100`)
  const token = /#token=([\w-]+)/.exec(mails.text)?.[1]
  const session = await call('POST', `${api}/sessions`, { token })
  cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  await call('GET', `${api}/order`)
  await call('GET', `/portal/${slug}/order`)
  const [line] = JSON.parse((await call('GET', `${api}/order`)).text).lines as { id: string }[]
  await call('GET', `${api}/exchange_items`)
  await call('GET', `${api}/exchange_items?line_id=${line?.id}&search=x`)
  await call('POST', `${api}/returns/quote`, {})
  const address = { name: 'A', line1: 'x', city: 'Berlin', postal_code: '1', country: 'DE' }
  await call('PATCH', `${api}/order/address`, address)
  await call('POST', `${api}/withdrawals`, { name: 'A', contact: 'a@b.c' })
  await call('POST', `${api}/order/cancel`, {})
  await call('DELETE', `${api}/session`)
}
