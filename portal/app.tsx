import { createSignal, type JSX, Match, Show, Switch } from 'solid-js'
import { type CustomerOrder, createClient } from './client'
import { PageFrame } from './components/page-frame'
import type { PageData } from './page-data'
import { ChangeAddress } from './pages/address'
import { Cancel } from './pages/cancel'
import { FindOrder } from './pages/find-order'
import { NoPage, NoShop, SignedOut } from './pages/no-page'
import { OrderPage } from './pages/order'
import { SignIn } from './pages/sign-in'
import { go, page } from './router'
import { type PlainKey, text } from './text/text'

/** The table of contents: a line per page. */
export function App(props: { data: PageData }) {
  const client = createClient(props.data.slug, props.data.language)
  const shop = props.data.shop?.name ?? text('the_shop')
  const [order, setOrder] = createSignal(props.data.order)
  const [said, setSaid] = createSignal<PlainKey>()
  const signOut = async () => {
    await client.signOut()
    setOrder(null)
    go('', { replace: true })
  }
  const learn = (learned: CustomerOrder, saying?: PlainKey) => {
    setOrder(learned)
    setSaid(saying)
  }
  const withOrder = (show: (order: CustomerOrder) => JSX.Element) => (
    <Show when={order()} fallback={<SignedOut shop={shop} />}>
      {(known) => show(known())}
    </Show>
  )

  return (
    <PageFrame data={props.data} signed_in={order() !== null} onSignOut={signOut}>
      <Show when={props.data.shop} fallback={<NoShop />}>
        <Switch fallback={<NoPage shop={shop} />}>
          <Match when={page() === ''}>
            <FindOrder client={client} shop={shop} />
          </Match>
          <Match when={page() === 'sign-in'}>
            <SignIn client={client} shop={shop} onOrder={(known) => learn(known)} />
          </Match>
          <Match when={page() === 'order'}>
            {withOrder((known) => (
              <OrderPage order={known} shop={shop} said={said()} />
            ))}
          </Match>
          <Match when={page() === 'order/cancel'}>
            {withOrder((known) => (
              <Cancel client={client} order={known} shop={shop} onOrder={(next) => learn(next)} />
            ))}
          </Match>
          <Match when={page() === 'order/address'}>
            {withOrder((known) => (
              <ChangeAddress
                client={client}
                order={known}
                shop={shop}
                onOrder={(next) => learn(next, 'address_saved')}
              />
            ))}
          </Match>
        </Switch>
      </Show>
    </PageFrame>
  )
}
