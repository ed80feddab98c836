import { Match, Show, Switch } from 'solid-js'
import type { Failure } from '../client'
import { text } from '../text/text'
import { Notice } from './notice'

/** Why there is no order to show, and what to try. */
export function SearchNotice(props: { problem: Failure | { type: 'not_found' }; shop: string }) {
  return (
    <Switch>
      <Match when={props.problem.type === 'not_found'}>
        <Notice title={text('not_found_title')}>
          <p>{text('not_found_intro', { shop: props.shop })}</p>
          <ul>
            <li>{text('not_found_number')}</li>
            <li>{text('not_found_email')}</li>
            <li>{text('not_found_shop')}</li>
          </ul>
        </Notice>
      </Match>
      <Match when={props.problem.type === 'unreachable'}>
        <Notice title={text('unreachable_title')}>
          <p>{text('unreachable_help')}</p>
        </Notice>
      </Match>
      <Match when={props.problem.type === 'busy'}>
        <Notice title={text('busy_title')}>
          <p>{text('busy_help')}</p>
        </Notice>
      </Match>
      <Match when={props.problem.type === 'failed' && props.problem}>
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
