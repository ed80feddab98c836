import { Match, Show, Switch } from 'solid-js'
import type { Failure } from '../client'
import { text } from '../text/text'
import { Link } from './link'
import { Notice } from './notice'

/** Why nothing came of a request, and what to try. */
export function FailureNotice(props: { failure: Failure; shop: string }) {
  return (
    <Switch>
      <Match when={props.failure.type === 'unreachable'}>
        <Notice title={text('unreachable_title')}>
          <p>{text('unreachable_help')}</p>
        </Notice>
      </Match>
      <Match when={props.failure.type === 'busy'}>
        <Notice title={text('busy_title')}>
          <p>{text('busy_help')}</p>
        </Notice>
      </Match>
      <Match when={props.failure.type === 'signed_out'}>
        <Notice title={text('session_ended_title')}>
          <p>{text('session_ended_help')}</p>
          <p>
            <Link to="">{text('new_link')}</Link>
          </p>
        </Notice>
      </Match>
      <Match when={props.failure.type === 'failed' && props.failure}>
        {(failed) => (
          <Notice title={text('failed_title')}>
            <p>{text('failed_help')}</p>
            <Show when={failed().reference}>
              {(reference) => (
                <p>{text('failed_reference', { shop: props.shop, reference: reference() })}</p>
              )}
            </Show>
          </Notice>
        )}
      </Match>
    </Switch>
  )
}
