import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { mailCustomers } from '../../../api/jobs/mail-customers'
import { createServices } from '../../../api/services'
import { createMerchant, putSku } from '../../support/worker/merchant'
import { createEndpoint } from '../../support/worker/webhooks'

/** A merchant whose receiver is gone, and who has said where to tell them. */
async function loseReceiver(contact_email: string | null) {
  const merchant = await createMerchant()
  await merchant.api.patch('/v1/settings', { contact_email })
  const endpoint = await createEndpoint(merchant, 'status/410')
  await putSku(merchant, 'A')
  await runInDurableObject(endpoint.stub, (object) => object.run())
  expect((await merchant.api.get(endpoint.path)).body).toMatchObject({ status: 'disabled' })
  const services = createServices(env)
  await mailCustomers(services)
  await mailCustomers(services)
  return { endpoint, mails: (await merchant.api.get('/v1/notifications')).data }
}

it('tells a merchant once that a webhook was disabled, why, and what to do', async () => {
  const { endpoint, mails } = await loseReceiver('Tech@Bakery.example')

  expect(mails).toMatchObject([
    {
      ...{ template: 'webhook_disabled', order_id: null, to: 'tech@bakery.example' },
      ...{ subject: `Your webhook ${endpoint.id} is disabled`, status: 'sent' },
    },
  ])
  const { text, html } = mails[0] ?? {}
  expect(text).toContain('answered 410')
  expect(text).toContain(`/v1/webhook_endpoints/${endpoint.id} with {"status": "enabled"}`)
  expect(html).toContain('{&quot;status&quot;: &quot;enabled&quot;}')
})

it('tells nobody where nobody is named', async () => {
  const { mails } = await loseReceiver(null)

  expect(mails).toEqual([])
})
