import { createResource, Match, Show, Switch } from 'solid-js'
import type { Client, CustomerOrder, Return } from '../client'
import { FailureNotice } from '../components/failure-notice'
import { createReturnDraft } from '../primitives/create-return-draft'
import { sendPhotos } from '../primitives/send-photos'
import { thisTab } from '../primitives/this-tab'
import { go, page } from '../router'
import { text } from '../text/text'
import { ReturnItems } from './return-items'
import { ReturnReason } from './return-reason'
import { ReturnResolution } from './return-resolution'

/**
 * The way to a return, a screen per address: back, forward and reload do what they do elsewhere.
 * Whoever comes to a screen too early is led to the one before.
 */
export function ReturnFlow(props: {
  client: Client
  order: CustomerOrder
  shop: string
  onReturn: (opened: Return, all_photos_arrived: boolean) => Promise<void>
}) {
  const draft = createReturnDraft(props.order.id, thisTab)
  const [quoted] = createResource(() => props.client.quote({}))
  const possible = () => {
    const answer = quoted()
    return answer?.type === 'done' ? answer.body : undefined
  }
  const failure = () => {
    const answer = quoted()
    return answer && answer.type !== 'done' && answer.type !== 'refused' ? answer : undefined
  }
  const screen = () => {
    const wanted = page().split('/')[2] ?? 'items'
    if (draft.lines().length === 0) return 'items'
    return wanted === 'resolution' && draft.withoutReason().length > 0 ? 'reason' : wanted
  }
  const arrive = async (opened: Return) => {
    const send = (photo: Blob) => props.client.addReturnPhoto(opened.id, photo)
    const all_arrived = await sendPhotos(await draft.evidence(), send)
    await props.onReturn(opened, all_arrived)
    await draft.forget()
    // The way back leads to the order, not into a return that is sent.
    go(`order/returns/${opened.id}`, { replace: true })
  }

  return (
    <Show
      when={possible()}
      fallback={
        <Show when={failure()} fallback={<p class="intro">{text('loading')}</p>} keyed>
          {(failed) => <FailureNotice failure={failed} shop={props.shop} />}
        </Show>
      }
    >
      {(found) => (
        <Switch fallback={<ReturnItems {...props} quoted={found()} draft={draft} />}>
          <Match when={screen() === 'reason'}>
            <ReturnReason order={props.order} draft={draft} shop={props.shop} />
          </Match>
          <Match when={screen() === 'resolution'}>
            <ReturnResolution
              client={props.client}
              order={props.order}
              quoted={found()}
              draft={draft}
              shop={props.shop}
              onReturn={arrive}
            />
          </Match>
        </Switch>
      )}
    </Show>
  )
}
