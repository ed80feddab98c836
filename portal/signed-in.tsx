import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import type { Client, CustomerOrder, Return } from './client'
import { ChangeAddress } from './pages/address'
import { Cancel } from './pages/cancel'
import { ClaimPage } from './pages/claim'
import { LabelPage } from './pages/label'
import { NoPage } from './pages/no-page'
import { OrderPage } from './pages/order'
import { ReturnPage } from './pages/return'
import { ReturnFlow } from './pages/return-flow'
import { WithdrawalPage } from './pages/withdrawal'
import { keepPhotosOf } from './primitives/photo-store'
import { page } from './router'
import type { PlainKey } from './text/text'

/** The pages of an order, for whoever came by a mailed link: a line per page. */
export function SignedIn(props: {
  client: Client
  order: CustomerOrder
  shop: string
  said: PlainKey | undefined
  onOrder: (order: CustomerOrder, saying?: PlainKey) => void
}) {
  void keepPhotosOf(props.order.id)
  const refresh = async () => {
    const answer = await props.client.readOrder()
    if (answer.type === 'done') props.onOrder(answer.body)
  }
  const [photo_missing, setPhotoMissing] = createSignal(false)
  const opened = (_: Return, all_photos_arrived: boolean) => {
    setPhotoMissing(!all_photos_arrived)
    return refresh()
  }
  const path = createMemo(() => page().split('/').slice(1))
  const isAt = (...wanted: string[]) => wanted.every((part, index) => path()[index] === part)
  const ret = () => props.order.returns.find(({ id }) => id === path()[1])
  const label = () => ret()?.parcels.find(({ id }) => id === path()[3])?.label ?? undefined
  const common = {
    get client() {
      return props.client
    },
    get order() {
      return props.order
    },
    get shop() {
      return props.shop
    },
  }

  return (
    <Switch fallback={<NoPage shop={props.shop} />}>
      <Match when={path().length === 0}>
        <OrderPage order={props.order} shop={props.shop} said={props.said} />
      </Match>
      <Match when={isAt('cancel')}>
        <Cancel {...common} onOrder={(next) => props.onOrder(next)} />
      </Match>
      <Match when={isAt('address')}>
        <ChangeAddress {...common} onOrder={(next) => props.onOrder(next, 'address_saved')} />
      </Match>
      <Match when={isAt('return')}>
        <ReturnFlow {...common} onReturn={opened} />
      </Match>
      <Match when={isAt('returns') && path()[2] === 'label' && label()} keyed>
        {(known) => (
          <Show when={ret()} keyed>
            {(of) => <LabelPage {...common} ret={of} label={known} />}
          </Show>
        )}
      </Match>
      <Match when={isAt('returns') && path().length === 2 && ret()} keyed>
        {(known) => (
          <ReturnPage {...common} ret={known} photo_missing={photo_missing()} onChange={refresh} />
        )}
      </Match>
      <Match when={isAt('claim')}>
        <ClaimPage {...common} onClaim={refresh} />
      </Match>
      <Match when={isAt('withdrawal')}>
        <WithdrawalPage {...common} onDone={refresh} />
      </Match>
    </Switch>
  )
}
