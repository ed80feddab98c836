import { createSignal, onMount, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { createClient, type ShopAnswer } from './client'
import { PageFrame } from './components/page-frame'
import { FindOrder } from './pages/find-order'
import { NoShop } from './pages/no-shop'
import './styles/tokens.css'
import './styles/base.css'
import './styles/components.css'
import { text } from './text/text'

// As it stands in `/portal/{merchant_slug}`, still encoded: it goes into paths only.
const [, , slug = ''] = location.pathname.split('/')

/** The form is there at once: a customer need not wait for the shop's name to start typing. */
function Portal() {
  const client = createClient(slug)
  const [answer, setAnswer] = createSignal<ShopAnswer>()
  onMount(async () => setAnswer(await client.findShop()))
  const name = () => {
    const known = answer()
    return known?.type === 'found' ? known.shop.name : undefined
  }

  return (
    <PageFrame shop={name()}>
      <Show when={answer()?.type !== 'not_found'} fallback={<NoShop />}>
        <FindOrder client={client} shop={name() ?? text('the_shop')} />
      </Show>
    </PageFrame>
  )
}

const root = document.getElementById('portal')
if (root) render(() => <Portal />, root)
