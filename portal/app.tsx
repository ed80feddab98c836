import { createSignal, Match, Show, Switch } from 'solid-js'
import { type CustomerOrder, createClient } from './client'
import { PageFrame } from './components/page-frame'
import type { PageData } from './page-data'
import { FindOrder } from './pages/find-order'
import { NoPage, NoShop, SignedOut } from './pages/no-page'
import { SignIn } from './pages/sign-in'
import { keepPhotosOf } from './primitives/photo-store'
import { go, page } from './router'
import { SignedIn } from './signed-in'
import { type PlainKey, text } from './text/text'

/** Whose portal it is, who is signed in, and which of the pages is shown. */
export function App(props: { data: PageData }) {
  const client = createClient(props.data.slug, props.data.language)
  const shop = props.data.shop?.name ?? text('the_shop')
  const [order, setOrder] = createSignal(props.data.order)
  const [said, setSaid] = createSignal<PlainKey>()
  const signOut = async () => {
    await client.signOut()
    sessionStorage.clear()
    await keepPhotosOf()
    setOrder(null)
    go('', { replace: true })
  }
  const learn = (learned: CustomerOrder, saying?: PlainKey) => {
    setOrder(learned)
    setSaid(saying)
  }

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
          <Match when={page() === 'order' || page().startsWith('order/')}>
            <Show when={order()} fallback={<SignedOut shop={shop} />}>
              {(known) => (
                <SignedIn
                  client={client}
                  order={known()}
                  shop={shop}
                  said={said()}
                  onOrder={learn}
                />
              )}
            </Show>
          </Match>
        </Switch>
      </Show>
    </PageFrame>
  )
}
